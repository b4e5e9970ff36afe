import Foundation

/// A file that cannot be read or written, in words for the person at the terminal.
public struct FileError: Error, Equatable, Sendable {
  /// What went wrong, as the tool's exit codes tell it apart.
  public enum Kind: Sendable {
    /// There is no such file or folder, or it may not be read.
    case noInput
    /// The file holds something else than it should.
    case badData
    /// The file cannot be written.
    case cannotWrite
  }

  public let kind: Kind
  public let path: String
  /// What was found there.
  public let found: String
  /// What should have been there.
  public let expected: String

  public init(_ kind: Kind, _ path: String, found: String, expected: String) {
    self.kind = kind
    self.path = path
    self.found = found
    self.expected = expected
  }
}

extension FileError: CustomStringConvertible {
  /// One sentence: the file, what was found, what was expected.
  public var description: String { "\(path): found \(found), expected \(expected)" }
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
