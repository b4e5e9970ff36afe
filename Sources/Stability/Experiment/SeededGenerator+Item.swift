import Scattering

extension SeededGenerator {
  /// The generator of one random field, fixed by all that names it, so that no figure depends on what else is drawn.
  init(seed: UInt64, kind: DeformationKind, amplitude: Double, image: Int, field: Int) {
    let words = kind.rawValue.utf8.map { UInt64($0) }
    self.init(seed: seed, words: words + [amplitude.bitPattern, UInt64(image), UInt64(field)])
  }

  /// The generator of one item, fixed by the words that name it.
  package init(seed: UInt64, words: [UInt64]) { self.init(seed: words.reduce(seed, Self.mixed)) }

  /// One step of a hash: the finaliser of SplitMix64 on what came before, turned, and the next word.
  private static func mixed(_ hash: UInt64, _ word: UInt64) -> UInt64 {
    var z = (hash << 7 | hash >> 57) ^ word &+ 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
