/// The cursors that wait in one gzip file, the one used last at the end.
struct CursorPool {
  private var cursors: [GzipCursor] = []

  /// As many threads as read alternately without starting over.
  private static let limit = 4

  /// Removes the cursor that comes nearest to `position` from before, or makes one at the start.
  ///
  /// - Throws: `.noInput` if the file cannot be opened.
  mutating func take(atOrBefore position: Int, _ path: String) throws(FileError) -> GzipCursor {
    let candidates = cursors.indices.filter { cursors[$0].position <= position }
    guard let nearest = candidates.max(by: { cursors[$0].position < cursors[$1].position }) else {
      return try GzipCursor(path)
    }
    return cursors.remove(at: nearest)
  }

  /// Keeps a cursor; the one that waited longest may go.
  mutating func give(_ cursor: GzipCursor) {
    cursors.append(cursor)
    if cursors.count > Self.limit { cursors.removeFirst() }
  }
}
