/// The processor, as far as it decides which transform is fastest.
package enum Processor {
  /// The model's name as the system has it.
  package static let model: String = {
    let words = value("model name").split(separator: " ")
    return words.isEmpty ? "unknown processor" : words.joined(separator: " ")
  }()

  /// The model's name and a fingerprint of its features, fit for a file name.
  static let name: String = {
    let traits = ["vendor_id", "cpu family", "model\t", "stepping", "cache size", "flags", "Features"].map(
      value)
    return slug(model) + "-" + String(fingerprint(traits.joined(separator: "|")), radix: 16)
  }()

  /// What the system says of the first processor.
  private static func value(_ key: String) -> String {
    first.first { $0.hasPrefix(key) }?.split(separator: ":", maxSplits: 1).last.map(String.init) ?? ""
  }

  private static let first: [Substring] = {
    let lines = contents(ofFile: "/proc/cpuinfo")?.split(separator: "\n") ?? []
    return Array(lines.prefix { !$0.hasPrefix("processor\t: 1") })
  }()

  private static func slug(_ text: String) -> String {
    text.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: "-")
  }

  /// FNV-1a, 64 bits.
  private static func fingerprint(_ text: String) -> UInt64 {
    text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}
