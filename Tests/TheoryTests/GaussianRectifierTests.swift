import Foundation
import Scattering
import TestSupport
import Testing
import Theory

/// The closed forms beside their special cases and beside quadrature.
@Suite struct GaussianRectifierTests {
  static let angles = [1e-3, 0.3, 1, .pi / 2, 2.5, .pi]

  /// E of a power of rho(u) - rho(v), u and v standard normal with correlation cos t, in polar coordinates: the radius gives `moment`,
  /// and the midpoint rule with n places gives the angle's integral of a piecewise smooth function to about 1/n^2.
  static func quadrature(_ angle: Double, power: Int, moment: Double) -> Double {
    let count = 200_000
    let sum = (0..<count).reduce(0.0) { sum, index in
      let turn = 2 * .pi * (Double(index) + 0.5) / Double(count)
      return sum + pow(max(cos(turn), 0) - max(cos(turn - angle), 0), Double(power))
    }
    return moment * sum / Double(count)
  }

  /// At 0 nothing is left of the distance, at pi the vectors share no active row, at pi / 2 psi is 1 / pi.
  @Test func specialAngles() {
    #expect(GaussianRectifier.psi(angle: 0) == 0)
    #expect(GaussianRectifier.squaredDistance(angle: 0) == 0)
    #expect(GaussianRectifier.cosine(angle: 0) == 1)
    #expect(abs(GaussianRectifier.psi(angle: .pi) - 1) < 1e-15)
    #expect(abs(GaussianRectifier.squaredDistance(angle: .pi) - 1) < 1e-15)
    #expect(abs(GaussianRectifier.cosine(angle: .pi)) < 1e-15)
    #expect(abs(GaussianRectifier.squaredDistance(angle: .pi / 2) - (1 - 1 / .pi)) < 1e-15)
    #expect(abs(GaussianRectifier.cosine(angle: .pi / 2) - 1 / .pi) < 1e-15)
  }

  /// The figures that the theory's notes give, to their four digits.
  @Test func unitVectorsAtAngleOne() {
    let squared = GaussianRectifier.squaredDistance(angle: 1)
    #expect(abs(squared - 0.3638) < 5e-5)
    #expect(abs(squared / (2 - 2 * cos(1)) - 0.3957) < 5e-5)
  }

  /// Quadrature is right to 1e-9: 1 / n^2 is 2.5e-11, with derivatives of a few units.
  @Test(arguments: angles) func expectationsAreIntegrals(angle: Double) {
    let second = Self.quadrature(angle, power: 2, moment: 2)
    #expect(abs(GaussianRectifier.squaredDistance(angle: angle) - second) < 1e-9)
    let fourth = Self.quadrature(angle, power: 4, moment: 8)
    let deviation = GaussianRectifier.deviation(angle: angle, width: 9)
    #expect(abs(9 * deviation * deviation - (fourth - second * second)) < 1e-8)
  }

  /// |x|^2 / 2 + |y|^2 / 2 less twice the inner product |x||y|(cos t + psi) / 2.
  @Test(arguments: angles) func normsEnterAsTheyShould(angle: Double) {
    let (a, b) = (3.0, 0.25)
    let inner = a * b * (cos(angle) + GaussianRectifier.psi(angle: angle)) / 2
    let expected = a * a / 2 + b * b / 2 - 2 * inner
    #expect(abs(GaussianRectifier.squaredDistance(norms: (a, b), angle: angle) - expected) < 1e-14 * a * a)
  }

  /// The series for small angles meets the formula, which loses 1e-16 / t^3 of itself to cancellation: 1e-10 at 0.01.
  @Test func psiIsSmoothWhereTheSeriesEnds() {
    let (below, above) = (0.01 * (1 - 1e-12), 0.01)
    let ratio = GaussianRectifier.psi(angle: above) / GaussianRectifier.psi(angle: below)
    #expect(abs(ratio - 1) < 1e-9)
  }

  /// Angles shrink layer by layer, and the distance behind the layers is that of vectors of squared norm 2^-depth at the last angle.
  @Test(arguments: [0.5, 1, 2.5]) func layersIterateTheClosedForm(angle: Double) {
    var (last, norm) = (angle, 1.0)
    for depth in 1...6 {
      let next = acos(cos(last) + (sin(last) - last * cos(last)) / .pi)
      #expect(next < last)
      norm /= 2
      (last) = next
      #expect(abs(GaussianRectifier.angle(angle, behind: depth) - next) < 1e-12)
      let expected = norm * (2 - 2 * cos(next))
      #expect(abs(GaussianRectifier.squaredDistance(angle: angle, behind: depth) - expected) < 1e-14)
    }
  }
}
