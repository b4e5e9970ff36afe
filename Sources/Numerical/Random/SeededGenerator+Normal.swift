import Arrays
import Glibc

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
