import Files
import Foundation

/// The kinds of files that predictions go to, by the extension of their names.
public enum PredictionFormat: String, CaseIterable, Sendable {
  case csv, npy

  /// - Throws: `FileError.Kind.cannotWrite` for any other extension.
  public init(path: String) throws(FileError) {
    guard let format = Self(rawValue: NSString(string: path).pathExtension.lowercased()) else {
      throw .unknownExtension(.cannotWrite, path, choices: Self.allCases.map(\.rawValue))
    }
    self = format
  }
}
