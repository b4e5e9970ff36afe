import Foundation

/// An open file that bytes are appended to; small pieces are gathered, so that each costs no system call.
///
/// What was gathered and not closed is lost when the sink is dropped.
package final class FileSink {
  /// The name in error messages.
  private let name: String
  private var descriptor: Int32
  private var gathered: [UInt8] = []
  /// Bytes written.
  private var length = 0
  /// Pieces of at least this many bytes are written as they are.
  private static var capacity: Int { 1 << 16 }
  /// How much of the end of a large file may wait in memory for the disk.
  private static var window: Int { 64 << 20 }
  /// How often the disk is asked to write: each time it goes over all that a slow disk has left waiting.
  private static var stride: Int { 8 << 20 }

  /// - Parameters:
  ///   - flags: Added to `O_WRONLY` and `O_CLOEXEC`; a file made has the permissions that the user's mask
  ///     leaves.
  ///   - name: What error messages call the file; `path` unless given.
  ///   - mode: The permissions that a file made has whatever the mask; nil for those that the mask leaves of all.
  /// - Throws: `FileError.Kind.cannotWrite`.
  package init(opening path: String, flags: Int32 = 0, name: String? = nil, mode: mode_t? = nil)
    throws(FileError)
  {
    self.name = name ?? path
    descriptor = open(path.fileName, O_WRONLY | O_CLOEXEC | flags, mode ?? 0o666)
    guard descriptor >= 0 else { throw .cannotWrite(self.name, errno) }
    if let mode { fchmod(descriptor, mode) }
    gathered.reserveCapacity(Self.capacity)
  }

  /// A file that another descriptor has open, which stays open.
  ///
  /// - Parameter name: What error messages call it.
  /// - Throws: `FileError.Kind.cannotWrite` if nothing is open there.
  package init(duplicating other: Int32, name: String) throws(FileError) {
    self.name = name
    descriptor = fcntl(other, F_DUPFD_CLOEXEC, 0)
    guard descriptor >= 0 else { throw .cannotWrite(name, errno) }
  }

  deinit { if descriptor >= 0 { _ = Foundation.close(descriptor) } }

  /// Appends bytes: one copy of few, one `write` of many.
  package func append(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
    if gathered.count + bytes.count > Self.capacity { try flush() }
    if bytes.count < Self.capacity { gathered.append(contentsOf: bytes) } else { try write(bytes) }
  }

  /// Writes what was gathered and closes the file, which takes nothing more.
  package func close() throws(FileError) {
    try flush()
    let status = Foundation.close(descriptor)
    descriptor = -1
    guard status == 0 else { throw .cannotWrite(name, errno) }
  }

  /// Has the disk take everything appended so far.
  package func synchronize() throws(FileError) {
    try flush()
    guard fsync(descriptor) == 0 else { throw .cannotWrite(name, errno) }
  }

  private func flush() throws(FileError) {
    try gathered.withBytes(write)
    gathered.removeAll(keepingCapacity: true)
  }

  private func write(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = Foundation.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      if count >= 0 {
        rest = rest.dropFirst(count)
        advance(by: count)
      } else if errno != EINTR {
        throw .cannotWrite(name, errno)
      }
    }
  }

  /// Has the disk take what lies before the window, and gives back the memory of what it has taken. So a file of many
  /// gigabytes needs little memory and leaves other files in theirs. Neither waits for the disk: what a slow one has not
  /// taken stays in memory. Of no effect where the file is none.
  private func advance(by count: Int) {
    length += count
    if length > Self.window, length / Self.stride > (length - count) / Self.stride {
      posix_fadvise(descriptor, 0, off_t(length - Self.window), POSIX_FADV_DONTNEED)
    }
  }
}
