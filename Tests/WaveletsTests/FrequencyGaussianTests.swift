import Foundation
import Scattering
import Testing

@testable import Wavelets

/// Gaussians over three axes, compared with a direct sum over their aliases.
@Suite struct FrequencyGaussianTests {
  static let grid: Shape = [8, 10, 12]
  /// The largest eigenvalue of the precision matrices, in samples squared.
  static let largest = 2.25
  /// Values below exp(-range) may be left out.
  static let range = 40.0
  /// Aliases along each axis on either side: sqrt(2 range / (2.25 / 4^2)) = 24 radians are 3.8 periods.
  static let aliases = -5...5

  /// One eigenvalue is slant^2 of the others, along a direction that is near no axis and no diagonal.
  func gaussian(slant: Double, along direction: [Double]) -> FrequencyGaussian {
    let norm = direction.reduce(0) { $0 + $1 * $1 }.squareRoot()
    let unit = direction.map { $0 / norm }
    let precision = (0..<3).map { i in
      (0..<3).map { k in Self.largest * ((i == k ? 1 : 0) - (1 - slant * slant) * unit[i] * unit[k]) }
    }
    return FrequencyGaussian(
      center: [0.7, -0.4, 1.1], precision: precision, largestVariance: 1 / (Self.largest * slant * slant),
      amplitude: 1)
  }

  func directSum(_ gaussian: FrequencyGaussian, _ indices: [Int]) -> Double {
    func offsets(_ axis: Int) -> [Double] {
      Self.aliases.map { alias in
        2 * .pi * (Double(indices[axis]) / Double(Self.grid[axis]) + Double(alias)) - gaussian.center[axis]
      }
    }
    let p = gaussian.precision
    var sum = 0.0
    for x in offsets(0) {
      for y in offsets(1) {
        for z in offsets(2) {
          let diagonal: Double = p[0][0] * x * x + p[1][1] * y * y + p[2][2] * z * z
          let mixed: Double = p[0][1] * x * y + p[0][2] * x * z + p[1][2] * y * z
          sum += exp(-diagonal / 2 - mixed)
        }
      }
    }
    return sum
  }

  /// What the directions have in common: no bound by sums of a row's magnitudes shows that the smallest eigenvalue is positive,
  /// and a reach that came of such a bound would be no number. Recurrences round to 32^2 units in the last place; the
  /// exponents, up to twice the range, to as many units times the ratio of the eigenvalues, in both sums. All terms are
  /// positive, so nothing cancels; each of 11^3 may be left out where it is below exp(-range).
  @Test(
    arguments: [0.5, 1.0 / 3, 0.25],
    [[3, 1.2, 1], [-1, 3, 1.2], [1.2, -1, 3]])
  func equalsTheSumOverAliases(slant: Double, direction: [Double]) {
    let gaussian = gaussian(slant: slant, along: direction)
    let rowBounds = (0..<3).map { i in
      2 * gaussian.precision[i][i] - gaussian.precision[i].reduce(0) { $0 + abs($1) }
    }
    #expect(rowBounds.min()! < 0)
    let relative = (1024 + 4 * Self.range / (slant * slant)) * Double.ulpOfOne
    let dropped = pow(Double(Self.aliases.count), 3) * exp(-Self.range)
    for first in 0..<Self.grid[0] {
      for second in 0..<Self.grid[1] {
        var row = [Double](repeating: 0, count: Self.grid[2])
        let isLive = row.withUnsafeMutableBufferPointer {
          gaussian.add(to: $0, at: [first, second], of: Self.grid, times: 1, range: Self.range)
        }
        #expect(isLive)
        for third in row.indices {
          let expected = directSum(gaussian, [first, second, third])
          #expect(abs(row[third] - expected) <= relative * expected + dropped)
        }
      }
    }
    let zero = directSum(gaussian, [0, 0, 0])
    #expect(abs(gaussian.valueAtZero(of: Self.grid, range: Self.range) - zero) <= relative * zero + dropped)
  }
}
