import Foundation

extension FileError {
  /// The error of a system call that was to make or fill a file.
  /// - Parameter code: `errno` after the call.
  static func cannotWrite(_ path: String, _ code: Int32) -> FileError {
    FileError(.cannotWrite, path, found: words(for: code), expected: remedy(for: code))
  }

  /// What a file or folder is found to be or to lack, as the system says it.
  package static func words(for code: Int32) -> String {
    let words = String(cString: strerror(code))
    return words.prefix(1).lowercased() + words.dropFirst()
  }

  private static func remedy(for code: Int32) -> String {
    switch code {
    case ENOENT, ENOTDIR: "a name in a folder that exists"
    case EACCES, EPERM, EROFS: "a folder that may be written to"
    case ENOSPC, EDQUOT, EFBIG: "room for the whole file"
    case ENAMETOOLONG: "a shorter name"
    default: "a place where a file can be written"
    }
  }
}
