/// An array of a NumPy archive, as paths name it: `FILE.npz:NAME`.
package struct ArchiveMember: Equatable {
  /// The archive.
  package let file: String
  /// The name that `numpy.load` knows the array by.
  package let name: String

  /// What a path names, where there is a ZIP archive before one of its colons; nil for all else, and for the path of a file.
  package init?(_ path: String) {
    let bytes = path.utf8
    guard bytes.contains(Self.colon), !FileStatus.exists(path) else { return nil }
    for index in bytes.indices where bytes[index] == Self.colon && bytes.index(after: index) < bytes.endIndex
    {
      let file = String(Substring(bytes[..<index]))
      guard (try? FileStatus(file))?.isRegular == true, Self.isArchive(file) else { continue }
      (self.file, name) = (file, String(Substring(bytes[bytes.index(after: index)...])))
      return
    }
    return nil
  }

  private static let colon = UInt8(ascii: ":")

  private static func isArchive(_ path: String) -> Bool {
    guard let file = try? MappedFile(path) else { return false }
    return FileFormat.isArchive(file.bytes)
  }

  /// The file in which an input is, as it was named.
  package static func file(of path: String) -> String { ArchiveMember(path)?.file ?? path }
}
