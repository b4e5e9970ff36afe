import Foundation

/// Finds the input files that arguments name.
package enum FolderListing {
  /// The files that `paths` stand for: files as they are, folders by what is in them.
  ///
  /// - Throws: `.noInput` for what cannot be read, `.badData` for a folder without any input file.
  package static func files(_ paths: [String]) throws(FileError) -> [String] {
    var files: [String] = []
    for path in paths {
      let status = try FileStatus(path)
      files += status.isFolder ? try folder(path, status) : [path]
    }
    return files
  }

  /// The names of the folders in a folder, hidden ones left out, in bytewise order.
  ///
  /// - Throws: `.noInput` if it cannot be read.
  package static func subfolders(of folder: String) throws(FileError) -> [String] {
    try entries(of: folder).filter {
      !$0.hasPrefix(".") && (try? FileStatus(Self.path(folder, $0)))?.isFolder == true
    }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// The path of an entry of a folder.
  package static func path(_ folder: String, _ name: String) -> String {
    folder.hasSuffix("/") ? folder + name : folder + "/" + name
  }

  private static func folder(_ path: String, _ status: FileStatus) throws(FileError) -> [String] {
    var files: [String] = []
    try collect(path, above: [status.identity], into: &files)
    guard !files.isEmpty else {
      throw FileError(
        .badData, path, found: "no input file in this folder",
        expected: "at least one, named as \(FileFormat.list)")
    }
    return files.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Adds the input files in a folder and in those below it; a link back to one of the folders `above` ends
  /// there.
  private static func collect(
    _ folder: String, above: Set<FileStatus.Identity>, into files: inout [String]
  ) throws(FileError) {
    for name in try entries(of: folder) where !name.hasPrefix(".") {
      let path = Self.path(folder, name)
      if let status = try? FileStatus(path), status.isFolder {
        guard !above.contains(status.identity) else { continue }
        try collect(path, above: above.union([status.identity]), into: &files)
      } else if FileFormat.isKnownName(name) {
        files.append(path)
      }
    }
  }

  private static func entries(of folder: String) throws(FileError) -> [String] {
    guard let stream = opendir(folder) else { throw .unreadable(folder) }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      names.append(
        withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
          String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        })
    }
    return names
  }
}
