/// The processor, as far as it decides which transform is fastest.
enum Processor {
  /// The model's name and a fingerprint of its features, fit for a file name.
  static let name: String = {
    let lines = contents(ofFile: "/proc/cpuinfo")?.split(separator: "\n") ?? []
    let first = lines.prefix { !$0.hasPrefix("processor\t: 1") }
    func value(_ key: String) -> String {
      first.first { $0.hasPrefix(key) }?.split(separator: ":", maxSplits: 1).last.map(String.init) ?? ""
    }
    let model = value("model name").isEmpty ? "unknown processor" : value("model name")
    let traits = ["vendor_id", "cpu family", "model\t", "stepping", "cache size", "flags", "Features"].map(
      value)
    return slug(model) + "-" + String(fingerprint(traits.joined(separator: "|")), radix: 16)
  }()

  private static func slug(_ text: String) -> String {
    text.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: "-")
  }

  /// FNV-1a, 64 bits.
  private static func fingerprint(_ text: String) -> UInt64 {
    text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}
