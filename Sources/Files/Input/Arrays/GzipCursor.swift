import CCodecs

/// A position in the contents of a gzip file.
final class GzipCursor: ByteCursor, @unchecked Sendable {
  let path: String
  private let file: gzFile
  private(set) var position = 0

  /// - Throws: `.noInput` if the file cannot be opened.
  init(_ path: String) throws(FileError) {
    guard let file = gzopen(path.fileName, "rb") else { throw .unreadable(path) }
    self.path = path
    self.file = file
    gzbuffer(file, 1 << 17)
  }

  deinit { gzclose_r(file) }

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
}
