import Foundation
import Scattering

extension FeatureFile {
  /// More than any header that NumPy reads.
  private static let longestHeader = 1 << 16

  /// What a `.npy` feature file and the JSON next to it say.
  static func npyMetadata(_ path: String, byteCount: Int) throws(FileError) -> FeatureMetadata {
    let metadata = try readSidecar(of: path)
    let start = [UInt8](try contents(of: path).prefix(longestHeader))
    try FeatureArrayCheck(path: path, metadata: metadata).check(start: start, byteCount: byteCount)
    return metadata
  }

  /// What a `.npz` feature file says.
  static func npzMetadata(_ path: String) throws(FileError) -> FeatureMetadata {
    let archive = try ZipReader(path)
    var metadata: FeatureMetadata?
    while let entry = try archive.next() {
      switch (entry.name, metadata) {
      case ("metadata.npy", _): metadata = try parse(try archive.read(.max), path)
      case ("features.npy", let metadata?):
        let start = try archive.read(longestHeader)
        try FeatureArrayCheck(path: path, metadata: metadata).check(start: start, byteCount: entry.byteCount)
        return metadata
      default: continue
      }
    }
    throw FileError(
      .badData, path, found: "no metadata and features after them", expected: "a feature archive")
  }

  /// Metadata from the array of one string that holds their JSON text.
  private static func parse(_ array: [UInt8], _ path: String) throws(FileError) -> FeatureMetadata {
    let text = try array.withBytes { (bytes) throws(FileError) in
      try TextArray(bytes, path) { (dimensions) throws(FileError) in
        guard dimensions.isEmpty else { throw noText(path) }
      }
    }
    guard let json = text?.elements.first else { throw noText(path) }
    return try FeatureMetadata(json: Data(json.utf8), path: path)
  }

  private static func noText(_ path: String) -> FileError {
    FileError(.badData, path, found: "metadata that are no text", expected: "a feature archive")
  }

  /// What a `.csv` feature file and the JSON next to it say.
  ///
  /// A record is an entry of the batch; in files of versions up to 0.1 it is a frame, which is told by the number of records.
  static func csvMetadata(_ path: String) throws(FileError) -> FeatureMetadata {
    let metadata = try readSidecar(of: path)
    let size = CSVTable(text: try contents(of: path)).size
    let expected = [
      (records: metadata.entryCount + 1, columns: metadata.entryLength + 1),
      (records: metadata.batchCount + 1, columns: metadata.blockLength + 1),
    ]
    guard size.isTerminated, expected.contains(where: { $0 == (size.records, size.columns) }) else {
      let found = "\(size.records) lines of \(size.columns) columns"
      throw FileError(
        .badData, path, found: size.isTerminated ? found : found + ", the last one cut short",
        expected: "\(expected[0].records) lines of \(expected[0].columns), as the metadata say")
    }
    return metadata
  }
}

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
    case .csv: return try csvNumbers()
    }
  }

  /// The numbers of an array in NumPy's format.
  private func numbers(of array: [UInt8]) throws(FileError) -> [Float] {
    let count = metadata.batchCount * metadata.blockLength
    return try array.withBytes { (bytes) throws(FileError) in
      let start = try NPYHeader(bytes, path).offset
      guard bytes.count - start == count * precision.byteCount else {
        throw FileError(
          .badData, path, found: "\(bytes.count - start) bytes of features",
          expected: "\(count * precision.byteCount)")
      }
      return [Float](unsafeUninitializedCapacity: count) { buffer, initialized in
        Float.convert(
          UnsafeRawBufferPointer(rebasing: bytes[start...]), of: precision, byteSwapped: 1.bigEndian == 1,
          count: count, scale: 1,
          into: buffer.baseAddress!)
        initialized = count
      }
    }
  }

  /// The numbers of a `.csv` file, whose records each begin with a name. Records of entries and of frames have the same numbers in
  /// the same order.
  private func csvNumbers() throws(FileError) -> [Float] {
    let table = CSVTable(text: try FeatureFile.contents(of: path))
    let records = Array(table.records.dropFirst())
    let isByEntry = records.count == metadata.entryCount
    let count = isByEntry ? metadata.entryCount : metadata.batchCount
    guard records.count == count, table.text.last == UInt8(ascii: "\n") else {
      throw FileError(
        .badData, path, found: "\(records.count) records after the first", expected: "\(count) whole ones")
    }
    let length = isByEntry ? metadata.entryLength : metadata.blockLength
    var numbers: [Float] = []
    numbers.reserveCapacity(count * length)
    for (index, record) in records.enumerated() {
      numbers += try self.numbers(of: table.fields(of: record).dropFirst(), count: length, record: index)
    }
    return numbers
  }

  private func numbers(
    of fields: ArraySlice<CSVTable.Field>, count: Int, record: Int
  ) throws(FileError) -> [Float] {
    guard fields.count == count else {
      throw recordError(record, found: "\(fields.count) numbers", expected: "\(count)")
    }
    return try fields.map { (field) throws(FileError) in
      guard let number = Float(field.text) else {
        throw recordError(record, found: "\"\(field.text)\"", expected: "a number")
      }
      return number
    }
  }

  private func recordError(_ index: Int, found: String, expected: String) -> FileError {
    FileError(.badData, path, found: "\(found) in record \(index + 1)", expected: expected)
  }
}

/// Checks that an array in NumPy's format is the one that metadata describe, and whole.
struct FeatureArrayCheck {
  let path: String
  let metadata: FeatureMetadata

  /// - Parameters:
  ///   - start: The first bytes of the array's file, its header at least.
  ///   - byteCount: All bytes of the array's file.
  func check(start: [UInt8], byteCount: Int) throws(FileError) {
    let header = try start.withBytes { (bytes) throws(FileError) in try NPYHeader(bytes, path) }
    let type = NPYType.number(metadata.precision)
    let isExpected = header.descriptor == type.descriptor && header.dimensions == metadata.arrayShape
    guard isExpected && !header.isColumnMajor else {
      throw FileError(
        .badData, path, found: "an array of \(description(of: header))",
        expected: "\(type.descriptor) \(metadata.arrayShape), as the metadata say")
    }
    try checkSize(byteCount, offset: header.offset)
  }

  private func description(of header: NPYHeader) -> String {
    let order = header.isColumnMajor ? " in Fortran order" : ""
    return "\(header.descriptor ?? "records") \(header.dimensions)" + order
  }

  /// The bytes of the samples alone are an `Int` for certain, those of the file that should hold them are not.
  private func checkSize(_ found: Int, offset: Int) throws(FileError) {
    let samples = metadata.arrayShape.reduce(1, *) * metadata.precision.byteCount
    guard found - offset != samples else { return }
    let isShort = found - offset < samples
    throw FileError(
      .badData, path, found: isShort ? "an array cut short at \(found) bytes" : "an array of \(found) bytes",
      expected: "\(UInt(offset) + UInt(samples)) bytes")
  }
}
