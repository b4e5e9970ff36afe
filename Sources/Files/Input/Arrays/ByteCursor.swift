/// A position in compressed contents, from which reading goes forward. One thread at a time may use it.
protocol ByteCursor: AnyObject, Sendable {
  var path: String { get }
  /// The bytes read or passed over.
  var position: Int { get }

  /// Reads up to `buffer.count` bytes, fewer only at the end; the number read.
  ///
  /// - Throws: `.badData` if the compressed data are damaged or break off.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> Int
}

extension ByteCursor {
  /// Passes over what lies before `target`; false if the contents end before.
  func skip(to target: Int) throws(FileError) -> Bool {
    try withZeroedBytes(count: min(target - position, 1 << 16), for: path) { (scrap) throws(FileError) in
      while position < target {
        let part = UnsafeMutableRawBufferPointer(rebasing: scrap.prefix(target - position))
        guard try read(into: part) == part.count else { return false }
      }
      return true
    }
  }
}

/// The cursors that wait in one file, the one used last at the end.
struct CursorPool {
  private var cursors: [any ByteCursor] = []

  /// The number of threads that read alternately without starting over.
  private static let limit = 4

  /// Removes the cursor that comes nearest to `position` from before, or makes one at the start.
  mutating func take(
    atOrBefore position: Int, open: () throws(FileError) -> any ByteCursor
  ) throws(FileError) -> any ByteCursor {
    let candidates = cursors.indices.filter { cursors[$0].position <= position }
    guard let nearest = candidates.max(by: { cursors[$0].position < cursors[$1].position }) else {
      return try open()
    }
    return cursors.remove(at: nearest)
  }

  /// Keeps a cursor; the one that waited longest may go.
  mutating func give(_ cursor: any ByteCursor) {
    cursors.append(cursor)
    if cursors.count > Self.limit { cursors.removeFirst() }
  }
}
