import Arrays

/// The numbers of a whole array file, as they are stored: bytes are not scaled.
package struct StoredArray<Sample: Scalar>: Sendable {
  /// The length of each axis; `[1]` for a number without axes.
  package let dimensions: [Int]
  /// The numbers in row-major order.
  package let elements: [Sample]

  /// Reads an array of one of the formats NPY, IDX and gzipped IDX.
  ///
  /// - Parameter check: Is called with the axes before any number is read, and throws for those that are not wanted.
  /// - Throws: `.noInput` if the file cannot be read; `.badData` if it is of another format, damaged, or without numbers.
  /// - Precondition: the format is one of arrays.
  package init(
    path: String, _ format: FileFormat, check: ([Int]) throws(FileError) -> Void
  ) throws(FileError) {
    let file = try MappedFile(path)
    var header = try ArrayHeader(format, file)
    if header.dimensions.isEmpty { header.dimensions = [1] }
    header.fullScale = 1
    try check(header.dimensions)
    let layout = try ArrayLayout(header, of: path, rank: 1)
    let source: any FrameSource =
      format == .gzippedIDX ? try GzippedArraySource(layout, file) : try ArraySource(layout, file)
    (dimensions, elements) = (header.dimensions, try source.readAll())
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
