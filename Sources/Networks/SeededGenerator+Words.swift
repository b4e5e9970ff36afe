import Foundation
import Scattering

extension SeededGenerator {
  /// The generator of one thing that is drawn, fixed by all that names it, so that nothing depends on what else is drawn.
  init(seed: UInt64, words: [UInt64]) { self.init(seed: Self.hash(seed: seed, words: words)) }

  /// One step of SplitMix64's finaliser a word.
  static func hash(seed: UInt64, words: [UInt64]) -> UInt64 {
    words.reduce(seed) { hash, word in
      var z = (hash << 7 | hash >> 57) ^ word &+ 0x9E37_79B9_7F4A_7C15
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  /// A number of `[0, 1)`.
  mutating func nextUnit() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// A standard normal number (Box and Muller 1958, the cosine of each pair).
  mutating func nextGaussian() -> Double {
    // 1 - u is in (0, 1], so that the logarithm is finite.
    let radius = (-2 * log(1 - nextUnit())).squareRoot()
    return radius * cos(2 * .pi * nextUnit())
  }
}
