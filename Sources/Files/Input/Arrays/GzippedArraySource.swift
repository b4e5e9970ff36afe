import Arrays
import Synchronization

/// An IDX array compressed by gzip.
///
/// Going forward costs each byte once. A few cursors stay where earlier readings ended, so that threads which
/// read neighbouring ranges in turn do not start over; going back behind all of them does.
final class GzippedArraySource: FrameSource {
  let path: String
  let layout: ArrayLayout
  private let cursors = Mutex(CursorPool())

  var batch: [Int] { layout.batch }
  var shape: Shape { layout.shape }
  var isSingleEntry: Bool { false }

  /// Deflate cannot compress further than this.
  private static let expansion = 1032

  /// - Throws: `.badData` if the contents cannot be as long as they should be.
  init(_ layout: ArrayLayout, _ file: borrowing MappedFile) throws(FileError) {
    (path, self.layout) = (file.path, layout)
    guard layout.byteCount / Self.expansion <= file.bytes.count else {
      throw FileError(
        .badData, path,
        found: "a header of an array \(layout.header.dimensions) in a file of \(file.bytes.count) bytes",
        expected: "a file that can hold so many samples")
    }
  }

  /// Reads the header at the start of the contents.
  ///
  /// - Throws: `.badData` if the contents are not IDX.
  static func header(_ path: String) throws(FileError) -> ArrayHeader {
    try withZeroedBytes(count: IDXHeader.maximumSize, for: path) { (memory) throws(FileError) in
      let count = try GzipCursor(path).read(into: memory)
      return try IDXHeader.read(UnsafeRawBufferPointer(rebasing: memory.prefix(count)), path)
    }
  }

  func read<Sample: Scalar>(_ range: Range<Int>, into out: UnsafeMutablePointer<Sample>) throws(FileError) {
    try withZeroedBytes(count: range.count * layout.frameSize, for: path) { (memory) throws(FileError) in
      try readBytes(range, into: memory)
      layout.convert(UnsafeRawBufferPointer(memory), count: range.count * shape.count, into: out)
    }
  }

  private func readBytes(_ range: Range<Int>, into buffer: UnsafeMutableRawBufferPointer) throws(FileError) {
    let start = layout.header.offset + range.lowerBound * layout.frameSize
    let isLast = range.upperBound == count
    try cursors.withLock { (pool) throws(FileError) in
      let cursor = try pool.take(atOrBefore: start, path)
      guard try cursor.skip(to: start), try cursor.read(into: buffer) == buffer.count else {
        throw incomplete(cursor.position)
      }
      if isLast { try checkEnd(cursor) } else { pool.give(cursor) }
    }
  }

  /// Checks that the contents end here; reading on also has zlib check its sum.
  private func checkEnd(_ cursor: GzipCursor) throws(FileError) {
    let count = try withZeroedBytes(count: 1, for: path) { (scrap) throws(FileError) in
      try cursor.read(into: scrap)
    }
    guard count == 0 else {
      throw FileError(
        .badData, path, found: "more bytes than an array \(layout.header.dimensions) takes",
        expected: "\(layout.byteCount) bytes of samples")
    }
  }

  private func incomplete(_ position: Int) -> FileError {
    FileError(
      .badData, path, found: "\(max(position - layout.header.offset, 0)) bytes of samples",
      expected: "the \(layout.byteCount) that an array \(layout.header.dimensions) takes")
  }

  func name(of index: Int) -> String { layout.name(of: index, in: path) }
}
