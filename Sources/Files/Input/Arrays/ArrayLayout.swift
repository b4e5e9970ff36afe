import Arrays

/// How the frames of an array lie in its file.
struct ArrayLayout: Equatable, Sendable {
  let header: ArrayHeader
  let batch: [Int]
  let shape: Shape
  /// The bytes of all samples.
  let byteCount: Int

  /// Splits an array into batch and space.
  ///
  /// - Throws: `.badData` if it has fewer axes than `rank`, no samples, or more than memory can address.
  init(_ header: ArrayHeader, of path: String, rank: Int) throws(FileError) {
    let dimensions = header.dimensions
    guard dimensions.count >= rank else {
      throw FileError(
        .badData, path, found: "an array of \(dimensions.count) axes",
        expected: "at least \(rank), the rank of the signals")
    }
    guard dimensions.allSatisfy({ $0 > 0 }) else {
      throw FileError(
        .badData, path, found: "an array \(dimensions) without samples", expected: "at least one sample")
    }
    guard let byteCount = (dimensions + [header.type.byteCount]).productIfRepresentable else {
      throw FileError(
        .badData, path, found: "an array \(dimensions)", expected: "no more samples than memory can address")
    }
    self.byteCount = byteCount
    self.header = header
    batch = Array(dimensions.dropLast(rank))
    shape = Shape(unchecked: Array(dimensions.suffix(rank)))
  }

  /// The bytes of a frame.
  var frameSize: Int { shape.count * header.type.byteCount }

  /// Checks that a file of `size` bytes holds these samples and nothing else.
  func check(fileSize size: Int, path: String) throws(FileError) {
    guard size - header.offset == byteCount else {
      throw FileError(
        .badData, path, found: "\(max(size - header.offset, 0)) bytes of samples",
        expected: "the \(byteCount) that an array \(header.dimensions) of \(header.type) takes")
    }
  }

  /// The name of frame `index` of the flattened batch of the file at `path`.
  func name(of index: Int, in path: String) -> String {
    guard !batch.isEmpty else { return path }
    return "\(path)[\(indices(of: index, along: batch).map(String.init).joined(separator: ","))]"
  }

  /// The index along each axis of place `index` of a flattened row-major array.
  func indices(of index: Int, along axes: [Int]) -> [Int] {
    var rest = index
    var indices: [Int] = []
    for length in axes.reversed() {
      indices.append(rest % length)
      rest /= length
    }
    return indices.reversed()
  }

  /// Writes `count` samples, stored in row-major order, divided by their full scale.
  func convert<Sample: Scalar>(
    _ stored: UnsafeRawBufferPointer, count: Int, into out: UnsafeMutablePointer<Sample>
  ) {
    guard header.fullScale != 1 else {
      Sample.convert(
        stored, of: header.type, byteSwapped: header.isByteSwapped, count: count, scale: 1, into: out)
      return
    }
    let block = 1024
    withUnsafeTemporaryAllocation(of: Double.self, capacity: block) { scaled in
      for start in stride(from: 0, to: count, by: block) {
        let size = min(block, count - start)
        let bytes = UnsafeRawBufferPointer(rebasing: stored[(start * header.type.byteCount)...])
        Double.convert(
          bytes, of: header.type, byteSwapped: header.isByteSwapped, count: size, scale: 1,
          into: scaled.baseAddress!)
        for index in 0..<size { scaled[index] /= header.fullScale }
        Sample.convert(
          UnsafeRawBufferPointer(scaled), of: .float64, byteSwapped: false, count: size, scale: 1,
          into: out + start)
      }
    }
  }
}
