import Foundation

/// A file that cannot be read or written, described for the person at the terminal.
public struct FileError: Error, Equatable, Sendable {
  /// The kind of failure, as the tool's exit codes tell it apart.
  public enum Kind: Sendable {
    /// There is no such file or folder, or it may not be read.
    case noInput
    /// The file holds something else than it should.
    case badData
    /// The file cannot be written.
    case cannotWrite
    /// An option was given that the file has no use for.
    case usage
  }

  public let kind: Kind
  public let path: String
  /// What was found in the file, or instead of it.
  public let found: String
  /// What the file should have held or been.
  public let expected: String
  /// Failures of further files that belong to the same step.
  public private(set) var others: [FileError] = []
  /// Whether no further file fails, as far as all were looked at.
  public private(set) var areAll = true

  public init(_ kind: Kind, _ path: String, found: String, expected: String) {
    self.kind = kind
    self.path = path
    self.found = found
    self.expected = expected
  }
}

extension FileError: CustomStringConvertible {
  /// One sentence: the file, what was found, what was expected. `others` are not in it.
  public var description: String { "\(path): found \(found), expected \(expected)" }
}

extension FileError {
  /// The most failures that are looked for and told.
  public static let listLimit = 20

  /// The failures of several files as one error: the first, with those behind it as `others`.
  ///
  /// - Parameters:
  ///   - errors: One at least.
  ///   - areAll: Whether no further file fails.
  static func several(_ errors: [FileError], areAll: Bool = true) -> FileError {
    var error = errors[0]
    (error.others, error.areAll) = (Array(errors.dropFirst()), areAll)
    return error
  }
}

extension FileError {
  /// The error of a file whose name tells no known format.
  ///
  /// - Parameter choices: The extensions that do, without the dot.
  package static func unknownExtension(_ kind: Kind, _ path: String, choices: [String]) -> FileError {
    let found = NSString(string: path).pathExtension
    return FileError(
      kind, path, found: found.isEmpty ? "no extension" : "the extension .\(found)",
      expected: "one of the extensions " + choices.map { ".\($0)" }.joined(separator: ", "))
  }
}

extension FileError {
  /// The error of a system call that was to make or fill a file.
  /// - Parameter code: `errno` after the call.
  static func cannotWrite(_ path: String, _ code: Int32) -> FileError {
    FileError(.cannotWrite, path, found: text(for: code), expected: remedy(for: code))
  }

  /// What a file or folder is found to be or to lack, as the system says it.
  package static func text(for code: Int32) -> String {
    let text = String(cString: strerror(code))
    return text.prefix(1).lowercased() + text.dropFirst()
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

extension FileError {
  /// The failure that `errno` names.
  static func unreadable(_ path: String) -> FileError {
    let reason = errno
    let isAbsent = reason == ENOENT || reason == ENOTDIR
    let found =
      if isAbsent, let link = FileStatus.linkedPath(path) {
        "a link to \(link), which is not there"
      } else if isAbsent {
        "nothing there"
      } else {
        "no way to read it (\(String(cString: strerror(reason))))"
      }
    return FileError(.noInput, path, found: found, expected: "a readable file or folder")
  }
}
