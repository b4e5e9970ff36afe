import Files
import Foundation

/// A whole file.
enum InputFile {
  /// - Throws: `FileError.Kind.noInput`.
  static func contents(_ path: String) throws(FileError) -> Data {
    do {
      return try Data(contentsOf: URL(fileURLWithPath: path))
    } catch {
      let isThere = FileManager.default.fileExists(atPath: path)
      throw FileError(
        .noInput, path, found: isThere ? "a file that cannot be read" : "no such file",
        expected: "a readable file")
    }
  }
}
