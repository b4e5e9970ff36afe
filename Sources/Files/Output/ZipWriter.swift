import CCodecs

/// A zip archive of stored entries that goes to a file as the entries come; sizes beyond 4 GiB are zip64.
///
/// The same entries give the same bytes: no times and no owners are kept.
final class ZipWriter: ByteDestination {
  private let file: AtomicFile
  private let archive: OpaquePointer
  /// Why the file took no more, to be thrown once libarchive has returned.
  private var failure: FileError?

  init(_ path: String) throws(FileError) {
    file = try AtomicFile(path)
    archive = archive_write_new()
    try check(archive_write_set_format_zip(archive))
    try check(archive_write_zip_set_compression_store(archive))
    try check(archive_write_set_bytes_per_block(archive, 0))
    let me = Unmanaged.passUnretained(self).toOpaque()
    try check(
      archive_write_open(archive, me, nil, { _, me, bytes, count in ZipWriter.take(me, bytes, count) }, nil))
  }

  deinit {
    archive_write_fail(archive)
    archive_write_free(archive)
  }

  /// Begins an entry of exactly `byteCount` bytes, which `append` is to bring.
  func begin(_ name: String, byteCount: Int) throws(FileError) {
    let entry = archive_entry_new()
    defer { archive_entry_free(entry) }
    archive_entry_set_pathname(entry, name)
    archive_entry_set_size(entry, la_int64_t(byteCount))
    archive_entry_set_filetype(entry, UInt32(S_IFREG))
    archive_entry_set_perm(entry, 0o644)
    try check(archive_write_header(archive, entry))
  }

  func append(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = archive_write_data(archive, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      guard count > 0 else { throw error() }
      rest = rest.dropFirst(count)
    }
  }

  /// Writes the directory of the archive and makes the file appear.
  func finish() throws(FileError) {
    try check(archive_write_close(archive))
    try file.finish()
  }

  func cancel() { file.cancel() }

  private func check(_ status: Int32) throws(FileError) {
    guard status == ARCHIVE_OK else { throw error() }
  }

  private func error() -> FileError {
    if let failure { return failure }
    file.cancel()
    let words = archive_error_string(archive).map { String(cString: $0) } ?? "an unknown error of libarchive"
    return FileError(.cannotWrite, file.path, found: words, expected: "a zip archive")
  }

  /// Takes bytes from libarchive: returns how many, or -1.
  private static func take(_ me: UnsafeMutableRawPointer?, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    let writer = Unmanaged<ZipWriter>.fromOpaque(me!).takeUnretainedValue()
    do throws(FileError) {
      try writer.file.append(UnsafeRawBufferPointer(start: bytes, count: count))
      return count
    } catch {
      writer.failure = error
      return -1
    }
  }
}
