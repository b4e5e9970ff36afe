import Arrays

/// The header of an IDX file, as the MNIST database comes: two zeros, a type, the number of axes, and their
/// lengths as big-endian 32-bit numbers.
enum IDXHeader {
  /// The types by their codes.
  static let types: [UInt8: SampleType] = [
    0x08: .uint8, 0x09: .int8, 0x0B: .int16, 0x0C: .int32, 0x0D: .float32, 0x0E: .float64,
  ]

  /// The most bytes that a header takes.
  static let maximumSize = 4 + 4 * 255

  /// Reads a header from the first bytes of a file. Unsigned bytes are scaled to [0, 1], other types are not.
  ///
  /// - Throws: `.badData` if it is of no IDX file or breaks off.
  static func read(_ bytes: UnsafeRawBufferPointer, _ path: String) throws(FileError) -> ArrayHeader {
    guard bytes.count >= 4, bytes[0] == 0, bytes[1] == 0, let type = types[bytes[2]] else {
      throw FileError(
        .badData, path, found: "no IDX header", expected: "two zeros, a type and a number of axes")
    }
    let offset = 4 + 4 * Int(bytes[3])
    guard bytes.count >= offset else {
      throw FileError(
        .badData, path, found: "an IDX header that breaks off", expected: "the lengths of \(bytes[3]) axes")
    }
    let dimensions = stride(from: 4, to: offset, by: 4).map { position in
      Int(UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: position, as: UInt32.self)))
    }
    return ArrayHeader(
      dimensions: dimensions, type: type, isByteSwapped: ArrayHeader.isSwapped(bigEndian: true),
      fullScale: type == .uint8 ? 255 : 1, offset: offset)
  }

  /// Reads the header at the start of the contents of a gzip file.
  ///
  /// - Throws: `.badData` if the contents are not IDX.
  static func read(gzipped path: String) throws(FileError) -> ArrayHeader {
    try withZeroedBytes(count: maximumSize, for: path) { (memory) throws(FileError) in
      let count = try GzipCursor(path).read(into: memory)
      guard count == 0 || memory[0] == 0 else {
        throw FileError(
          .badData, path, found: "gzip of something else than IDX or NIfTI",
          expected: "IDX.gz, NIfTI, or what gunzip makes of the file")
      }
      return try read(UnsafeRawBufferPointer(rebasing: memory.prefix(count)), path)
    }
  }
}
