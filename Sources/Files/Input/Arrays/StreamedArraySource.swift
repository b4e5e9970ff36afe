import Arrays
import Synchronization

/// An array in contents that can be read forward only: IDX compressed by gzip, or an entry of a NumPy archive.
///
/// Going forward costs each byte once. A few cursors stay where earlier readings ended, so that threads which
/// read neighbouring ranges in turn do not start over; going back behind all of them does. A column-major array, whose
/// frames lie scattered all over it, is held in memory once it is read.
final class StreamedArraySource: FrameSource {
  let path: String
  let file: String
  let layout: ArrayLayout
  private let open: @Sendable () throws(FileError) -> any ByteCursor
  private let cursors = Mutex(CursorPool())
  /// All samples of a column-major array as they are stored.
  private let stored = Mutex<[UInt8]?>(nil)

  var batch: [Int] { layout.batch }
  var shape: Shape { layout.shape }
  var isSingleEntry: Bool { false }
  var kind: SourceKind { layout.kind }

  /// Deflate cannot compress further than this.
  private static let expansion = 1032

  /// - Parameters:
  ///   - file: The compressed file; the path of the array may be another.
  ///   - open: Makes a cursor at the start of the contents.
  /// - Throws: `.badData` if the contents cannot be as long as they should be.
  init(
    _ layout: ArrayLayout, of path: String, in file: borrowing MappedFile,
    open: @escaping @Sendable () throws(FileError) -> any ByteCursor
  ) throws(FileError) {
    (self.path, self.file, self.layout, self.open) = (path, file.path, layout, open)
    guard layout.byteCount / Self.expansion <= file.bytes.count else {
      throw FileError(
        .badData, path,
        found: "a header of an array \(layout.header.dimensions) in a file of \(file.bytes.count) bytes",
        expected: "a file that can hold so many samples")
    }
  }

  func read<Sample: Scalar>(_ range: Range<Int>, into out: UnsafeMutablePointer<Sample>) throws(FileError) {
    try withZeroedBytes(count: range.count * layout.frameSize, for: path) { (memory) throws(FileError) in
      if layout.header.isColumnMajor {
        try whole().withBytes { (stored) throws(FileError) in
          layout.gather(range, from: stored, into: memory)
        }
      } else {
        try readBytes(
          (range.lowerBound * layout.frameSize)..<(range.upperBound * layout.frameSize), into: memory)
      }
      layout.convert(UnsafeRawBufferPointer(memory), count: range.count * shape.count, into: out)
    }
  }

  func read<Sample: Scalar>(
    _ samples: Range<Int>, ofFrame index: Int, into out: UnsafeMutablePointer<Sample>
  ) throws(FileError) {
    guard !layout.header.isColumnMajor else { return try readWhole(samples, ofFrame: index, into: out) }
    let bytes = layout.bytes(of: samples, frame: index)
    try withZeroedBytes(count: bytes.count, for: path) { (memory) throws(FileError) in
      try readBytes(bytes, into: memory)
      layout.convert(UnsafeRawBufferPointer(memory), count: samples.count, into: out)
    }
  }

  func close() { cursors.withLock { $0 = CursorPool() } }

  /// All samples as they are stored.
  private func whole() throws(FileError) -> [UInt8] {
    try stored.withLock { (stored) throws(FileError) in
      if let stored { return stored }
      var bytes = [UInt8](repeating: 0, count: layout.byteCount)
      try bytes.withMutableBytes { (memory) throws(FileError) in
        try readBytes(0..<layout.byteCount, into: memory)
      }
      stored = bytes
      return bytes
    }
  }

  /// - Parameter range: Bytes from the first sample on.
  private func readBytes(_ range: Range<Int>, into buffer: UnsafeMutableRawBufferPointer) throws(FileError) {
    let start = layout.header.offset + range.lowerBound
    let isLast = range.upperBound == layout.byteCount
    try cursors.withLock { (pool) throws(FileError) in
      let cursor = try pool.take(atOrBefore: start, open: open)
      guard try cursor.skip(to: start), try cursor.read(into: buffer) == buffer.count else {
        throw incomplete(cursor.position)
      }
      if isLast { try checkEnd(cursor) } else { pool.give(cursor) }
    }
  }

  /// Checks that the contents end here; reading on also has the checksum looked at.
  private func checkEnd(_ cursor: any ByteCursor) throws(FileError) {
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
