import CCodecs

/// A position in the contents of a gzip file, from which reading goes forward. One thread at a time may use it.
final class GzipCursor: @unchecked Sendable {
  let path: String
  private let file: gzFile
  /// The bytes read or passed over.
  private(set) var position = 0

  /// - Throws: `.noInput` if the file cannot be opened.
  init(_ path: String) throws(FileError) {
    guard let file = gzopen(path, "rb") else { throw .unreadable(path) }
    self.path = path
    self.file = file
    gzbuffer(file, 1 << 17)
  }

  deinit { gzclose_r(file) }

  /// Reads up to `buffer.count` bytes, fewer only at the end; the number read.
  ///
  /// - Throws: `.badData` if the compressed data are damaged or break off.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
    var total = 0
    while total < buffer.count {
      let wanted = UInt32(min(buffer.count - total, 1 << 30))
      let count = Int(gzread(file, buffer.baseAddress! + total, wanted))
      if count > 0 { total += count }
      if count < Int(wanted) { try checkStatus() }
      if count <= 0 { break }
    }
    position += total
    return total
  }

  private func checkStatus() throws(FileError) {
    var status: Int32 = 0
    let reason = gzerror(file, &status).map { String(cString: $0) } ?? ""
    guard status == Z_OK else {
      throw FileError(.badData, path, found: "damaged gzip data (\(reason))", expected: "a whole gzip file")
    }
  }

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

/// The cursors that wait in one gzip file, the one used last at the end.
struct CursorPool {
  private var cursors: [GzipCursor] = []

  /// The number of threads that read alternately without starting over.
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
