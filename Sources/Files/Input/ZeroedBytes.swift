import Foundation

/// Zeroed memory, of which the system supplies only the pages that are written.
struct ZeroedBytes: ~Copyable {
  let bytes: UnsafeMutableRawBufferPointer

  /// - Throws: `.badData` in the name of the file at `path` if there is no such memory.
  init(count: Int, for path: String) throws(FileError) {
    guard let base = calloc(max(count, 1), 1) else {
      throw FileError(
        .badData, path, found: "\(count) bytes of samples", expected: "no more than fit in memory")
    }
    bytes = UnsafeMutableRawBufferPointer(start: base, count: count)
  }

  deinit { free(bytes.baseAddress) }
}
