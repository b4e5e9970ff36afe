import Foundation
import Scattering

extension FeatureFile {
  /// All features in single precision, `[batch..., path, space...]` in row-major order. Takes memory for the stored bytes too.
  ///
  /// - Throws: `FileError.Kind.badData` for a number that cannot be read, `noInput` if the file has gone.
  public func features() throws(FileError) -> [Float] {
    switch format {
    case .npy: return try numbers(of: [UInt8](FeatureFile.contents(of: path)))
    case .npz:
      let archive = try ZipReader(path)
      while let entry = try archive.next(), entry.name != "features.npy" {}
      return try numbers(of: archive.read(.max))
    case .csv: return try CSVFeatures(self).numbers()
    }
  }

  /// The numbers of an array in NumPy's format.
  private func numbers(of array: [UInt8]) throws(FileError) -> [Float] {
    let count = metadata.batchCount * metadata.blockLength
    return try array.withBytes { (bytes) throws(FileError) in
      let start = try NPYHeader(bytes, path).offset
      guard bytes.count == start + count * precision.byteCount else {
        throw FileError(
          .badData, path, found: "\(bytes.count) bytes of features",
          expected: "\(start + count * precision.byteCount)")
      }
      return [Float](unsafeUninitializedCapacity: count) { buffer, initialized in
        Float.convert(
          UnsafeRawBufferPointer(rebasing: bytes[start...]), of: precision, byteSwapped: 1.bigEndian == 1,
          count: count,
          scale: 1, into: buffer.baseAddress!)
        initialized = count
      }
    }
  }
}

/// The numbers in a `.csv` feature file, whose records each begin with a name.
private struct CSVFeatures {
  private let path: String
  private let metadata: FeatureMetadata
  private let text: Data

  init(_ file: FeatureFile) throws(FileError) {
    (path, metadata) = (file.path, file.metadata)
    text = try FeatureFile.contents(of: path)
  }

  func numbers() throws(FileError) -> [Float] {
    let lines = records
    var numbers: [Float] = []
    numbers.reserveCapacity(metadata.batchCount * metadata.blockLength)
    for (index, record) in lines.dropFirst().enumerated() {
      let fields = afterName(record).split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
      guard fields.count == metadata.blockLength else {
        throw error(index, found: "\(fields.count) numbers", expected: "\(metadata.blockLength)")
      }
      for field in fields {
        let word = String(decoding: field, as: UTF8.self)
        guard let number = Float(word) else { throw error(index, found: "\"\(word)\"", expected: "a number") }
        numbers.append(number)
      }
    }
    guard lines.count == metadata.batchCount + 1 else {
      throw error(lines.count, found: "the end", expected: "\(metadata.batchCount) records after the first")
    }
    return numbers
  }

  /// The records without the ends of their lines; a quoted name may hold one.
  private var records: [Data.SubSequence] {
    var (records, start, isQuoted) = ([Data.SubSequence](), text.startIndex, false)
    for (place, byte) in zip(text.indices, text) {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      guard byte == UInt8(ascii: "\n"), !isQuoted else { continue }
      let hasReturn = place > start && text[place - 1] == UInt8(ascii: "\r")
      records.append(text[start..<(hasReturn ? place - 1 : place)])
      start = place + 1
    }
    return records
  }

  /// What stands behind the first comma outside quotes.
  private func afterName(_ record: Data.SubSequence) -> Data.SubSequence {
    var isQuoted = false
    for (place, byte) in zip(record.indices, record) {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if byte == UInt8(ascii: ","), !isQuoted { return record[(place + 1)...] }
    }
    return record[record.endIndex...]
  }

  private func error(_ record: Int, found: String, expected: String) -> FileError {
    FileError(.badData, path, found: "\(found) in record \(record + 1)", expected: expected)
  }
}
