/// Numbers and names as they stand in sentences.
enum Words {
  /// A number of things: `1 image`, `3 images`, `2 searches`.
  static func count(_ number: Int, _ noun: String) -> String {
    let plural = noun.hasSuffix("ch") ? "es" : "s"
    return "\(number) \(noun)\(number == 1 ? "" : plural)"
  }

  static func digits(_ value: Double) -> String { value.text(significant: 3) }

  static func percent(_ share: Double) -> String { "\((share * 100).shortText) %" }
}
