import Scattering

/// Checks that an array in NumPy's format is the one that metadata describe, and whole.
struct FeatureArrayCheck {
  let path: String
  let metadata: FeatureMetadata

  /// - Parameters:
  ///   - start: The first bytes of the array's file, its header at least.
  ///   - byteCount: All bytes of the array's file.
  func check(start: [UInt8], byteCount: Int) throws(FileError) {
    let header = try start.withBytes { (bytes) throws(FileError) in try NPYHeader(bytes, path) }
    let type = NumPyType(metadata.precision)
    let isExpected = header.descriptor == .string(type.descriptor) && header.dimensions == metadata.arrayShape
    guard isExpected && !header.isColumnMajor else {
      throw FileError(
        .badData, path, found: "an array of \(words(for: header))",
        expected: "\(type.descriptor) \(metadata.arrayShape), as the metadata say")
    }
    try checkSize(byteCount, expected: header.offset + metadata.arrayShape.reduce(type.byteCount, *))
  }

  private func words(for header: NPYHeader) -> String {
    var type = "records"
    if case .string(let name) = header.descriptor { type = name }
    return "\(type) \(header.dimensions)" + (header.isColumnMajor ? " in Fortran order" : "")
  }

  private func checkSize(_ found: Int, expected: Int) throws(FileError) {
    guard found != expected else { return }
    let words = found < expected ? "an array cut short at \(found) bytes" : "an array of \(found) bytes"
    throw FileError(.badData, path, found: words, expected: "\(expected) bytes")
  }
}
