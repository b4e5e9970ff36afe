import Arrays
import Glibc

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

extension SeededGenerator {
  /// Two independent standard normal numbers (Box and Muller 1958).
  package mutating func nextNormalPair() -> (Double, Double) {
    let (radius, angle) = nextPolar()
    return (radius * cos(angle), radius * sin(angle))
  }

  /// A standard normal number: the first of a pair, so that a number takes two draws whatever was drawn before.
  package mutating func nextNormal() -> Double {
    let (radius, angle) = nextPolar()
    return radius * cos(angle)
  }

  /// Polar coordinates of a standard normal point of the plane.
  private mutating func nextPolar() -> (radius: Double, angle: Double) {
    // In (0, 1], so that the logarithm is finite.
    let radius = (-2 * log(Double(next() >> 11) * 0x1p-53 + 0x1p-53)).squareRoot()
    return (radius, 2 * .pi * Double(next() >> 11) * 0x1p-53)
  }

  /// A uniformly random whole number from 0 up to `count`, exclusive: the high word of a draw times `count` (Lemire 2019), from one
  /// draw whatever the count. A number's probability is 1 / `count` but for at most 2^-64.
  /// - Precondition: `count` is positive.
  package mutating func nextIndex(below count: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(count)).high)
  }

  /// A random sign, -1 or 1.
  package mutating func nextSign() -> Double { next() >> 63 == 0 ? 1 : -1 }

  /// Orthonormal vectors of a uniformly random plane (or line, for count 1) in `rank` dimensions.
  package mutating func nextFrame(_ count: Int, rank: Int) -> [[Double]] {
    var frame: [[Double]] = []
    while frame.count < count {
      var vector = (0..<rank).map { _ in nextNormal() }
      for known in frame { subtract(dot(vector, known), times: known, from: &vector) }
      let length = norm(vector)
      // Almost parallel vectors are drawn again: rounding would tilt the frame.
      if length > 1e-3 { frame.append(vector.map { $0 / length }) }
    }
    return frame
  }
}
