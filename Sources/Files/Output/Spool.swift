import Foundation

/// A file without a name, for what does not fit in memory; it is gone with the process.
final class Spool {
  /// What error messages call it.
  private let name: String
  private let descriptor: Int32

  /// - Parameter path: A file in whose folder, symbolic links followed, there is space.
  /// - Throws: `FileError.Kind.cannotWrite`.
  init(near path: String) throws(FileError) {
    name = path
    let temporary = AtomicFile.temporaryPath(for: try FileStatus.endOfLinks(path))
    descriptor = open(temporary.fileName, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .cannotWrite(path, errno) }
    unlink(temporary.fileName)
  }

  deinit { close(descriptor) }

  /// - Throws: `FileError.Kind.cannotWrite`, for instance where the disk is full.
  func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(FileError) {
    try transfer(bytes.count) { pwrite(descriptor, bytes.baseAddress! + $0, bytes.count - $0, offset + $0) }
  }

  /// Reads bytes that were written.
  func read(into bytes: UnsafeMutableRawBufferPointer, at offset: Int) throws(FileError) {
    try transfer(bytes.count) { pread(descriptor, bytes.baseAddress! + $0, bytes.count - $0, offset + $0) }
  }

  private func transfer(_ count: Int, _ step: (_ done: Int) -> Int) throws(FileError) {
    var done = 0
    while done < count {
      let part = step(done)
      if part > 0 {
        done += part
      } else if part == 0 || errno != EINTR {
        throw .cannotWrite(name, part == 0 ? EIO : errno)
      }
    }
  }
}
