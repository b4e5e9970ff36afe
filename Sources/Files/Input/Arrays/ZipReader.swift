import CCodecs
import Glibc

/// The entries of a zip archive, in the order in which they stand in the file.
final class ZipReader {
  struct Entry {
    let name: String
    let byteCount: Int
  }

  let path: String
  nonisolated(unsafe) private static let locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", nil)
  private let archive: OpaquePointer

  /// - Throws: `FileError.Kind.badData`, as all that follows, for what is no archive or is cut short.
  init(_ path: String) throws(FileError) {
    self.path = path
    archive = archive_read_new()
    archive_read_support_format_zip_seekable(archive)
    guard archive_read_open_filename(archive, path.fileName, 1 << 16) == ARCHIVE_OK else { throw error() }
  }

  /// At the start of the entry of a name.
  convenience init(_ path: String, at name: String) throws(FileError) {
    try self.init(path)
    while let entry = try next() { if entry.name == name { return } }
    throw FileError(
      .badData, path, found: "no entry \(name)", expected: "the archive as it was when it was opened")
  }

  deinit { archive_read_free(archive) }

  /// The next entry, nil after the last one.
  func next() throws(FileError) -> Entry? {
    // libarchive converts names to the thread's locale, and a program's own is that of C, which has none but ASCII.
    let locale = uselocale(Self.locale)
    defer { uselocale(locale) }
    var entry: OpaquePointer?
    switch archive_read_next_header(archive, &entry) {
    case ARCHIVE_EOF: return nil
    // A warning is of a name without text.
    case ARCHIVE_OK, ARCHIVE_WARN:
      let name = archive_entry_pathname_utf8(entry).map { String(cString: $0) } ?? ""
      return Entry(name: name, byteCount: Int(archive_entry_size(entry)))
    default: throw error()
    }
  }

  /// The first bytes of the entry, at most `count`.
  func read(_ count: Int) throws(FileError) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count < count {
      let wanted = min(chunk.count, count - bytes.count)
      let read = try chunk.withMutableBytes { (memory) throws(FileError) -> Int in
        try self.read(into: UnsafeMutableRawBufferPointer(rebasing: memory.prefix(wanted)))
      }
      guard read > 0 else { break }
      bytes += chunk[..<read]
    }
    return bytes
  }

  /// Fills `buffer` as far as the entry goes; the number of bytes read.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
    var total = 0
    while total < buffer.count {
      let count = archive_read_data(archive, buffer.baseAddress! + total, buffer.count - total)
      guard count >= 0 else { throw error() }
      guard count > 0 else { break }
      total += count
    }
    return total
  }

  private func error() -> FileError {
    let reason = archive_error_string(archive).map { String(cString: $0) } ?? "an unknown error of libarchive"
    return FileError(.badData, path, found: reason, expected: "a whole zip archive")
  }
}
