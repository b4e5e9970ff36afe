import Foundation

/// An array of a NumPy archive, as paths name it: `FILE.npz:NAME`.
package struct ArchiveMember: Equatable {
  /// The archive.
  package let file: String
  /// The name that `numpy.load` knows the array by.
  package let name: String

  /// What a path names; nil for the path of a file, and for what is of another form.
  package init?(_ path: String) {
    guard let mark = path.range(of: Self.separator, options: [.caseInsensitive, .backwards]),
      mark.upperBound < path.endIndex, (try? FileStatus(path)) == nil
    else { return nil }
    file = String(path[..<path.index(before: mark.upperBound)])
    name = String(path[mark.upperBound...])
  }

  private static let separator = ".npz:"

  /// The file in which an input is, as it was named.
  package static func file(of path: String) -> String { ArchiveMember(path)?.file ?? path }
}
