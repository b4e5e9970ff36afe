import Foundation

/// The input files that arguments name.
public struct FolderListing: Sendable {
  /// Files as they were named, and those of folders whose names tell a format that is read.
  public private(set) var files: [String] = []
  /// How many files of folders are no input, by what they are: `.txt` by their extensions in small letters, `without extension`, or
  /// `.npz of features`, which this toolkit wrote.
  public private(set) var leftOut: [String: Int] = [:]
  /// Whether one of the paths is a folder.
  public private(set) var hasFolders = false
  /// What was named and cannot be read, with the number of files before it.
  private(set) var failures: [(position: Int, error: FileError)] = []

  /// The files that `paths` stand for: files as they are, folders by what is in and below them in bytewise order, hidden files left
  /// out. What is not there is kept as a failure.
  public init(_ paths: [String]) {
    for path in paths {
      do throws(FileError) { try add(path) } catch { failures.append((files.count, error)) }
    }
  }

  /// - Throws: `.noInput` for what cannot be read, `.badData` for a folder without any input file.
  private mutating func add(_ path: String) throws(FileError) {
    if ArchiveMember(path) != nil { return files.append(path) }
    let status = try FileStatus(path)
    guard status.isFolder else { return files.append(path) }
    hasFolders = true
    var folder = FolderContents()
    try folder.collect(path, above: [status.identity])
    guard !folder.files.isEmpty else {
      let others = folder.leftOut.isEmpty ? "" : " but \(FolderListing.text(of: folder.leftOut))"
      throw FileError(
        .badData, path, found: "no input file in this folder\(others)",
        expected: "at least one, named as \(FileFormat.list)")
    }
    files += folder.files.map { (path: $0, name: FileName.bytes($0)) }.sorted {
      $0.name.lexicographicallyPrecedes($1.name)
    }.map(\.path)
    leftOut.merge(folder.leftOut, uniquingKeysWith: +)
  }

  /// Appends what another listing found.
  package mutating func append(_ other: FolderListing) {
    failures += other.failures.map { ($0.position + files.count, $0.error) }
    files += other.files
    hasFolders = hasFolders || other.hasFolders
    leftOut.merge(other.leftOut, uniquingKeysWith: +)
  }

  /// Counts, most frequent first: `7 .txt, 2 without extension`.
  package static func text(of counts: [String: Int]) -> String {
    counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($1) \($0)" }.joined(separator: ", ")
  }
}

extension FolderListing {
  /// The names of the folders in a folder, hidden ones left out, in bytewise order.
  ///
  /// - Throws: `.noInput` if it cannot be read.
  package static func subfolders(of folder: String) throws(FileError) -> [String] {
    try FolderContents.entries(of: folder).filter {
      !$0.hasPrefix(".") && (try? FileStatus(Self.path(folder, $0)))?.isFolder == true
    }.sorted { FileName.bytes($0).lexicographicallyPrecedes(FileName.bytes($1)) }
  }

  /// The path of an entry of a folder.
  package static func path(_ folder: String, _ name: String) -> String {
    folder.hasSuffix("/") ? folder + name : folder + "/" + name
  }
}

/// What is in one folder and those below it.
private struct FolderContents {
  var files: [String] = []
  var leftOut: [String: Int] = [:]

  /// Adds the files in a folder and in those below it, hidden ones left out; a link back to one of the folders `above` ends there.
  mutating func collect(_ folder: String, above: Set<FileStatus.Identity>) throws(FileError) {
    for name in try Self.entries(of: folder) where !name.hasPrefix(".") {
      let path = FolderListing.path(folder, name)
      if let status = try? FileStatus(path), status.isFolder {
        guard !above.contains(status.identity) else { continue }
        try collect(path, above: above.union([status.identity]))
      } else if let reason = Self.reasonToLeaveOut(path, name) {
        leftOut[reason, default: 0] += 1
      } else {
        files.append(path)
      }
    }
  }

  /// What a file is that is no input; nil for one.
  private static func reasonToLeaveOut(_ path: String, _ name: String) -> String? {
    let ending = NSString(string: name).pathExtension.lowercased()
    guard FileFormat.isKnownName(name) else { return ending.isEmpty ? "without extension" : ".\(ending)" }
    return FeatureFile.isLikely(path) ? ".\(ending) of features" : nil
  }

  static func entries(of folder: String) throws(FileError) -> [String] {
    guard let stream = opendir(folder.fileName) else { throw .unreadable(folder) }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      names.append(
        withUnsafeBytes(of: &entry.pointee.d_name) { bytes in FileName.text(bytes.prefix { $0 != 0 }) })
    }
    return names
  }
}
