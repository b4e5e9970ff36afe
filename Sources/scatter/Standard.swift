import Files
import Foundation

/// Writes words to standard error. Nobody hears if that fails: there is no place left to tell.
func sayInWords(_ text: String) {
  var rest = Array(text.utf8)[...]
  while !rest.isEmpty {
    let count = rest.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
    guard count > 0 || (count < 0 && errno == EINTR) else { return }
    rest = rest.dropFirst(max(count, 0))
  }
}

/// Writes a result to standard output, at once.
///
/// - Throws: `FileError.Kind.cannotWrite`, for instance where it goes to a full disk.
func printResult(_ text: String) throws(FileError) {
  let sink = try FileSink(duplicating: STDOUT_FILENO, name: "standard output")
  try Array("\(text)\n".utf8).withBytes(sink.append)
  try sink.close()
}
