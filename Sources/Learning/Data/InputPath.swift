import Files

/// The name of a sample taken apart: the path of its file, and where in the file it stands.
struct InputPath {
  /// The folders on the way to the file and the file, `.` left out and `..` gone back by; first an empty one where the path is absolute.
  let components: [Substring]
  /// Where in an array or a stack the sample stands: `[3]` of `x.npy[3]`; empty for a whole file.
  let index: String

  /// - Parameter hasIndex: Whether a number in brackets at the end is an index, and no part of the file's name.
  init(_ name: String, hasIndex: Bool) {
    let frame = hasIndex ? FrameName(name) : nil
    let isIndex = frame?.indices.allSatisfy { Int($0) != nil } == true
    let file = (isIndex ? frame?.file : nil) ?? name[...]
    let slash = UInt8(ascii: "/")
    var parts: [Substring] = []
    for part in file.utf8.split(separator: slash).map(Substring.init) where part != "." {
      if part == "..", let last = parts.last, last != ".." { parts.removeLast() } else { parts.append(part) }
    }
    components = (file.utf8.first == slash ? [""] : []) + parts
    index = String(name[file.endIndex...])
  }

  /// The path of the file in its plainest spelling.
  var file: String { components.joined(separator: "/") }

  var folders: ArraySlice<Substring> { components.dropLast() }

  /// The path and its ends at slashes, `a/b.png`, `b.png`; longest first.
  var ends: [String] { components.indices.map { components[$0...].joined(separator: "/") } }
}
