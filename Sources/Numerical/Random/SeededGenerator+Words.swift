import Arrays

extension SeededGenerator {
  /// A generator of one item, fixed by the numbers that name it, so that nothing depends on what else is drawn.
  package init(seed: UInt64, words: [UInt64]) { self.init(seed: Self.hash(seed: seed, words: words)) }

  /// A hash of a seed and some numbers in order: one step of SplitMix64's finaliser for each of them.
  package static func hash(seed: UInt64, words: [UInt64]) -> UInt64 {
    words.reduce(seed) { hash, word in
      var z = (hash << 7 | hash >> 57) ^ word &+ 0x9E37_79B9_7F4A_7C15
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }
}
