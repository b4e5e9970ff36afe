import Foundation

/// Calls `body` with zeroed memory, of which the system supplies only the pages that are written, and which
/// lives until `body` returns.
///
/// - Throws: `.badData` in the name of the file at `path` if there is no such memory, and what `body` throws.
func withZeroedBytes<Result>(
  count: Int, for path: String,
  _ body: (UnsafeMutableRawBufferPointer) throws(FileError) -> Result
) throws(FileError) -> Result {
  guard let base = calloc(max(count, 1), 1) else {
    throw FileError(
      .badData, path, found: "\(count) bytes of samples", expected: "no more than fit in memory")
  }
  defer { free(base) }
  return try body(UnsafeMutableRawBufferPointer(start: base, count: count))
}

/// Calls `body` with zeroed memory for `count` numbers.
func withZeros<Element: BitwiseCopyable, Result>(
  _: Element.Type, count: Int, for path: String,
  _ body: (UnsafeMutablePointer<Element>) throws(FileError) -> Result
) throws(FileError) -> Result {
  let size = count * MemoryLayout<Element>.stride
  return try withZeroedBytes(count: size, for: path) { (bytes) throws(FileError) in
    try body(bytes.baseAddress!.bindMemory(to: Element.self, capacity: count))
  }
}
