import Foundation
import Scattering

extension SeededGenerator {
  /// Two independent standard normal numbers (Box and Muller 1958).
  mutating func nextGaussianPair() -> (Double, Double) {
    // In (0, 1], so that the logarithm is finite.
    let radius = (-2 * log(Double(next() >> 11) * 0x1p-53 + 0x1p-53)).squareRoot()
    let angle = 2 * .pi * Double(next() >> 11) * 0x1p-53
    return (radius * cos(angle), radius * sin(angle))
  }
}
