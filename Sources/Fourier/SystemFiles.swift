import Glibc

/// All text of a small file; nil if it cannot be read or is not UTF-8.
package func contents(ofFile path: String) -> String? {
  let file = open(path, O_RDONLY | O_CLOEXEC)
  guard file >= 0 else { return nil }
  defer { close(file) }
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = read(file, &chunk, chunk.count)
    if count == 0 { return String(validating: bytes, as: UTF8.self) }
    if count > 0 { bytes += chunk[..<count] } else if errno != EINTR { return nil }
  }
}

/// Writes a text next to a file and moves it to the file's path, where the file is whole at any moment.
/// - Returns: Whether that went well; nothing is left behind otherwise.
package func replaceFile(_ path: String, with text: String) -> Bool {
  var name = Array("\(path).XXXXXX".utf8CString)
  let file = mkstemp(&name)
  guard file >= 0 else { return false }
  let isWritten = writeAll(Array(text.utf8), to: file) && fchmod(file, 0o644) == 0
  guard close(file) == 0, isWritten, rename(name, path) == 0 else {
    unlink(name)
    return false
  }
  return true
}

private func writeAll(_ bytes: [UInt8], to file: CInt) -> Bool {
  var rest = bytes[...]
  while !rest.isEmpty {
    let count = rest.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
    if count >= 0 { rest = rest.dropFirst(count) } else if errno != EINTR { return false }
  }
  return true
}

/// Makes a folder and those above it.
/// - Returns: Whether it is there now.
package func makeFolders(_ path: String) -> Bool {
  if mkdir(path, 0o777) == 0 { return true }
  if errno == ENOENT, let slash = path.lastIndex(of: "/"), slash > path.startIndex {
    return makeFolders(String(path[..<slash])) && mkdir(path, 0o777) == 0
  }
  var status = stat()
  return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
}
