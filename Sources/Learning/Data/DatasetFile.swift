import Arrays
import Files

/// A file or a folder of files that a data set was read from.
public struct DatasetFile: Codable, Hashable, Sendable {
  public let path: String
  /// SHA-256 of the file's bytes; of a folder, of the lines `DIGEST  NAME` of the files in it, by their names below the folder.
  public let sha256: String

  /// Reads a file.
  /// - Throws: `.noInput` if it cannot be read.
  init(file path: String) throws(FileError) {
    (self.path, sha256) = (path, try Self.digest(of: path))
  }

  /// Reads the files of a folder, several at a time.
  /// - Throws: `.noInput` for the first that cannot be read.
  init(folder path: String, files: [String]) throws(FileError) {
    let digests = try Parallel().map(files.count) { (index) throws(FileError) in
      try Self.digest(of: files[index])
    }
    let lines = zip(digests, files).map { "\($0)  \($1.dropFirst(path.count).drop { $0 == "/" })\n" }
    self.path = path
    sha256 = try Array(lines.joined().utf8).withBytes { (bytes) throws(FileError) in Files.sha256(bytes) }
  }

  private static func digest(of path: String) throws(FileError) -> String {
    let file = try MappedFile(path)
    return Files.sha256(file.bytes)
  }
}
