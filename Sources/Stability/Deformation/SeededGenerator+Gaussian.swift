import Foundation
import Scattering

extension SeededGenerator {
  /// A standard normal number (Box and Muller 1958, the cosine of each pair).
  package mutating func nextGaussian() -> Double {
    // In (0, 1], so that the logarithm is finite.
    let radius = (-2 * log(Double(next() >> 11) * 0x1p-53 + 0x1p-53)).squareRoot()
    return radius * cos(2 * .pi * Double(next() >> 11) * 0x1p-53)
  }

  /// -1 or 1.
  mutating func nextSign() -> Double { next() >> 63 == 0 ? 1 : -1 }

  /// Orthonormal vectors of a uniformly random plane (or line, for count 1) in `rank` dimensions.
  mutating func nextFrame(_ count: Int, rank: Int) -> [[Double]] {
    var frame: [[Double]] = []
    while frame.count < count {
      var vector = (0..<rank).map { _ in nextGaussian() }
      for known in frame {
        let overlap = zip(vector, known).reduce(0) { $0 + $1.0 * $1.1 }
        vector = zip(vector, known).map { $0 - overlap * $1 }
      }
      let norm = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
      // Almost parallel vectors are drawn again: rounding would tilt the frame.
      if norm > 1e-3 { frame.append(vector.map { $0 / norm }) }
    }
    return frame
  }
}
