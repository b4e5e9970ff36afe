import Scattering

/// Checks that an array in NumPy's format is the one that metadata describe, and whole.
struct FeatureArrayCheck {
  let path: String
  let metadata: FeatureMetadata

  /// - Parameters:
  ///   - start: The first bytes of the array's file, its header at least.
  ///   - byteCount: All bytes of the array's file.
  func check(start: [UInt8], byteCount: Int) throws(FileError) {
    guard let (header, headerCount) = NumPyHeader.parse(start) else {
      throw FileError(.badData, path, found: "no header of a NumPy array in C order", expected: "features")
    }
    let type = NumPyType(metadata.precision)
    let expected = NumPyHeader(type, shape: metadata.arrayShape)
    guard header == expected else {
      throw FileError(
        .badData, path, found: "an array of \(header.descriptor) \(header.shape)",
        expected: "\(expected.descriptor) \(expected.shape), as the metadata say")
    }
    try checkSize(byteCount, expected: headerCount + metadata.arrayShape.reduce(type.byteCount, *))
  }

  private func checkSize(_ found: Int, expected: Int) throws(FileError) {
    guard found != expected else { return }
    let words = found < expected ? "an array cut short at \(found) bytes" : "an array of \(found) bytes"
    throw FileError(.badData, path, found: words, expected: "\(expected) bytes")
  }
}
