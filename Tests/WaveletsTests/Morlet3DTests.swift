import Foundation
import Scattering
import TestSupport
import Testing

/// Oriented wavelets of space: their directions, their samples and their frame bounds.
@Suite struct Morlet3DTests {
  /// Evenly spread directions add up to a multiple of the identity, `sum of d d' = n / 3`: those of polyhedra exactly.
  @Test(arguments: [3, 4, 6, 10, 15]) func polyhedraAreEven(count: Int) {
    let directions = HalfSphere(count).directions
    #expect(directions.count == count)
    for row in 0..<3 {
      for column in 0..<3 {
        let sum = directions.reduce(0) { $0 + $1[row] * $1[column] }
        #expect(abs(sum - (row == column ? Double(count) / 3 : 0)) < 1e-13)
      }
    }
    let nearest = directions.map { d in
      directions.filter { $0 != d }.map { e in abs(dot(d, e)) }.max()!
    }
    #expect(nearest.allSatisfy { abs($0 - nearest[0]) < 1e-13 && $0 < 1 - 1e-3 })
  }

  /// A lattice of n points of equal areas: each is at most half the distance of a hexagonal packing closer to its neighbours.
  @Test(arguments: [2, 5, 7, 8, 12, 16, 32, 64]) func latticesAreSpread(count: Int) {
    let sphere = HalfSphere(count)
    let packing = (4 * Double.pi / (3.0.squareRoot() * Double(count))).squareRoot()
    #expect(sphere.directions.count == count)
    #expect(sphere.directions.allSatisfy { abs(dot($0, $0) - 1) < 1e-14 && $0.first { $0 != 0 }! > 0 })
    #expect(sphere.meanNearestAngle > packing / 2 && sphere.meanNearestAngle < 1.2 * packing)
    for (index, d) in sphere.directions.enumerated() {
      let nearest = sphere.directions[(index + 1)...].map { acos(min(1, abs(dot(d, $0)))) }.min()
      #expect(nearest ?? 1 > packing / 4)
    }
  }

  /// Copies in space beyond two grids are below 2e-11.
  @Test func equalTheTransformOfTheWaveletInSpace() {
    let grid: Shape = [8, 10, 12]
    let bank = FilterBank.morlet3D(grid: grid, scales: 1, directions: 6)
    for band in bank.bands {
      let wavelet = band.components[0] as! Morlet3D
      let (wave, envelope) = (
        samples(wavelet, wavelet.frequency, grid), samples(wavelet, 0, grid)
      )
      let correction = wave.reduce(Complex(0), +) / envelope.reduce(Complex(0), +)
      let space = zip(wave, envelope).map { $0 - correction * $1 }
      let expected = naiveTransform(space, shape: grid, sign: -1)
      #expect(relativeDistance(bank.response(of: band), expected.map(\.real)) < 1e-10)
      #expect(expected.allSatisfy { abs($0.imaginary) < 1e-12 })
    }
  }

  /// A plane wave under a Gaussian of unit sum, repeated over the grid.
  func samples(_ wavelet: Morlet3D, _ frequency: Double, _ grid: Shape) -> [Complex<Double>] {
    let across = wavelet.sigma / wavelet.slant
    let norm = pow(2 * .pi, 1.5) * wavelet.sigma * across * across
    return (0..<grid.count).map { index in
      (0..<125).reduce(Complex(0)) { sum, copy in
        let shifts = [copy / 25 - 2, copy / 5 % 5 - 2, copy % 5 - 2]
        let u = (0..<3).map { Double(grid.indices(of: index)[$0] + shifts[$0] * grid[$0]) }
        let along = dot(u, wavelet.direction)
        let rest = dot(u, u) - along * along
        let exponent = along * along / pow(wavelet.sigma, 2) + rest / (across * across)
        return sum + Complex(length: exp(-exponent / 2) / norm, phase: frequency * along)
      }
    }
  }

  /// The mean is a difference of two numbers of 0.2 that were made equal: nothing but a few roundings of it is left.
  @Test(arguments: [3, 6, 7, 15]) func meansVanish(directions: Int) {
    let bank = FilterBank.morlet3D(grid: [24, 32, 40], scales: 2, directions: directions)
    for band in bank.bands {
      let response = bank.response(of: band)
      #expect(abs(response[0]) < 1e-15 && response.max()! > 0.9)
    }
  }

  /// The table in the documentation of `FilterBank.morlet3D`: directions, J, and A, A within the ball of radius pi, and B, in thousandths.
  @Test(arguments: [
    (3, 2, [439, 439, 1335]), (4, 2, [59, 393, 1000]), (6, 2, [68, 535, 1000]), (6, 3, [68, 535, 1000]),
    (10, 3, [9, 190, 1066]), (15, 3, [2, 178, 1262]),
  ])
  func frameBoundsAreThoseOfTheTable(directions: Int, scales: Int, thousandths: [Double]) {
    let bank = FilterBank.morlet3D(grid: [32, 32, 32], scales: scales, directions: directions)
    let (bounds, sum) = (bank.frameBounds(), bank.littlewoodPaleySum())
    let inside = sum.indices.filter { index in
      bank.grid.indices(of: index).reduce(0) { $0 + min($1, 32 - $1) * min($1, 32 - $1) } <= 16 * 16
    }
    let found = [bounds.lower, inside.map { sum[$0] }.min()!, bounds.upper]
    #expect(zip(found, thousandths).allSatisfy { abs($0 - $1 / 1000) < 6e-4 }, "\(found)")
  }

  func dot(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }
}
