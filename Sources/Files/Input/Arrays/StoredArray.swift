import Arrays

/// The numbers of a whole array file, as they are stored: bytes are not scaled.
package struct StoredArray<Sample: Scalar>: Sendable {
  /// The length of each axis; `[1]` for a number without axes.
  package let dimensions: [Int]
  /// The numbers in row-major order.
  package let elements: [Sample]

  /// Reads an array of one of the formats NPY, NPZ, IDX and gzipped IDX.
  ///
  /// - Parameters:
  ///   - wanted: What is looked for in an archive where the path names none of its arrays, for the error.
  ///   - check: Is called with the axes before any number is read, and throws for those that are not wanted.
  /// - Throws: `.noInput` if the file cannot be read; `.badData` if it is of another format, damaged, or without numbers.
  /// - Precondition: the format is one of arrays.
  package init(
    path: String, _ format: FileFormat, wanted: String = "numbers", check: ([Int]) throws(FileError) -> Void
  ) throws(FileError) {
    let file = try MappedFile(ArchiveMember.file(of: path))
    let array = try ArrayFile(path, format, file, wanted: wanted) { axes in (try? check(axes)) != nil }
    var header = array.header
    if header.dimensions.isEmpty { header.dimensions = [1] }
    header.fullScale = 1
    try check(header.dimensions)
    (dimensions, elements) = (header.dimensions, try array.source(header, file, rank: 1).readAll())
  }
}

extension FrameSource {
  /// All samples, in order.
  fileprivate func readAll<Sample: Scalar>() throws(FileError) -> [Sample] {
    var elements = [Sample](repeating: 0, count: count * shape.count)
    let failure = elements.withUnsafeMutableBufferPointer { buffer -> FileError? in
      do throws(FileError) {
        try read(0..<count, into: buffer.baseAddress!)
        return nil
      } catch { return error }
    }
    if let failure { throw failure }
    return elements
  }
}
