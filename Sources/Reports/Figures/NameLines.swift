/// A name on two lines at most, broken between words.
struct NameLines {
  let lines: [String]

  /// - Parameter longest: The most characters that fit on a line.
  init(_ name: String, longest: Int) {
    lines = name.count > longest ? Self.broken(name, longest) : [name]
  }

  private static func broken(_ name: String, _ longest: Int) -> [String] {
    let cut = name.prefix(longest + 1).lastIndex(of: " ")
    guard let cut else { return [short(name[...], longest)] }
    return [String(name[..<cut]), short(name[name.index(after: cut)...], longest)]
  }

  private static func short(_ name: Substring, _ longest: Int) -> String {
    name.count > longest ? name.prefix(longest - 1) + "…" : String(name)
  }
}
