import Foundation
import Scattering
import TestSupport
import Testing

/// Solid harmonic wavelets beside their definition in space and the sums that harmonics obey.
@Suite struct SolidHarmonicTests {
  /// Copies in space beyond two grids and in frequency beyond the first period are below 2e-11 at sigma 2.5.
  @Test func equalTheTransformOfTheWaveletInSpace() {
    let grid: Shape = [12, 16, 10]
    for degree in 0...3 {
      for order in -degree...degree {
        let harmonic = SolidHarmonic(sigma: 2.5, degree: degree, order: order)
        let space = periodicSamples(on: grid) { u in
          SolidHarmonic.amplitude(degree: degree) / pow(2 * .pi, 1.5) * spatial(u, 2.5, degree, order)
        }
        // The factor (-i)^l that responses leave out.
        let turns = naiveTransform(space.map { Complex($0) }, shape: grid, sign: -1)
          .map { value in (0..<degree).reduce(value) { turned, _ in turned * Complex(0, 1) } }
        #expect(relativeDistance(response(harmonic, grid), turns.map(\.real)) < 1e-9)
      }
    }
  }

  /// Real harmonics of degree l satisfy sum over m of Y^2 = (2 l + 1) / (4 pi) (Unsold 1927).
  @Test(arguments: 0...7) func squaresOfADegreeAddUp(degree: Int) {
    let grid: Shape = [6, 5, 8]
    let sigma = 1.1
    var sums = [Double](repeating: 0, count: grid.count)
    for order in -degree...degree {
      let values = response(SolidHarmonic(sigma: sigma, degree: degree, order: order), grid)
      for index in sums.indices { sums[index] += values[index] * values[index] }
    }
    let expected = frequencies(of: grid).map { w in
      let square = sigma * sigma * w.reduce(0) { $0 + $1 * $1 }
      let radial =
        SolidHarmonic.amplitude(degree: degree) * pow(square, Double(degree) / 2) * exp(-square / 2)
      return radial * radial * Double(2 * degree + 1) / (4 * .pi)
    }
    #expect(relativeDistance(sums, expected) < 1e-13)
    let radial = frequencies(of: grid).map { w in
      let distance = w.reduce(0) { $0 + $1 * $1 }.squareRoot() / (2 * .pi)
      return SolidHarmonic.radialResponse(sigma: sigma, degree: degree, frequency: distance)
    }
    #expect(relativeDistance(sums.map { $0.squareRoot() }, radial) < 1e-13)
  }

  /// Kymatio's factors make degree 0 a Gaussian with transform 1 at zero.
  @Test func degreeZeroIsAGaussian() {
    let grid: Shape = [5, 6, 7]
    let expected = frequencies(of: grid).map { w in exp(-2 * w.reduce(0) { $0 + $1 * $1 }) }
    let found = response(SolidHarmonic(sigma: 2, degree: 0, order: 0), grid)
    #expect(relativeDistance(found, expected) < 1e-14)
  }

  @Test func bandsAreGroupsOfADegreeOrOfAnOrder() {
    let whole = FilterBank.solidHarmonic(grid: [8, 6, 10], scales: 2, maximalDegree: 3)
    #expect(whole.bands.map(\.scale) == [0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2])
    #expect(whole.bands.map(\.components.count) == [1, 3, 5, 7, 1, 3, 5, 7, 1, 3, 5, 7])
    let orders = FilterBank.solidHarmonic(grid: [8, 6, 10], scales: 0, maximalDegree: 2, perM: true)
    #expect(orders.bands.map(\.components.count) == [1, 1, 2, 1, 2, 2])
    // The complex harmonics of -m and m together have the energy of both real ones.
    let (degree, parts) = (whole.bands[2], orders.bands[3...])
    let sums = (0..<(8 * 6 * 10)).map { index in
      parts.reduce(0.0) { sum, band in
        sum + energy(of: band, orders, at: index) * (band.components.count == 1 ? 1 : 2)
      }
    }
    #expect(relativeDistance(sums, sums.indices.map { energy(of: degree, whole, at: $0) }) < 1e-13)
  }

  /// A path keeps its degree, or its degree and order.
  @Test func successorsKeepTheirChannel() {
    let bank = FilterBank.solidHarmonic(grid: [8, 6, 10], scales: 2, maximalDegree: 1, perM: true)
    #expect(bank.successors(of: nil, order: 0) == Array(0..<9))
    #expect(bank.successors(of: 1, order: 1) == [4, 7])
    #expect(bank.successors(of: 5, order: 1) == [8])
    #expect(bank.successors(of: 8, order: 1) == [])
  }

  /// The width between half-peaks and the radius of the peak are those of sampled radial parts.
  @Test(arguments: 0...4) func figuresAreThoseOfTheRadialPart(degree: Int) {
    let band = FilterBank.solidHarmonic(grid: [4, 4, 4], scales: 1, maximalDegree: 4).bands[5 + degree]
    let radii = stride(from: 0.0, to: 1, by: 1e-4).map { $0 }
    let values = radii.map { f in
      pow(4 * .pi * f, Double(degree)) * exp(-pow(4 * .pi * f, 2) / 2)
    }
    let peak = values.max()!
    let above = radii.indices.filter { values[$0] > peak / 2 }
    let width = (radii[above.last!] - radii[above.first!]) * (degree == 0 ? 2 : 1)
    #expect(abs(band.frequency - radii[values.firstIndex(of: peak)!]) < 2e-4)
    #expect(abs(band.bandwidth - width) < 4e-4)
  }

  /// Where a parity is told, values at opposite frequencies are as it says but for what is negligible; where none is, they are not.
  @Test(arguments: [[9, 7, 5], [8, 7, 5], [12, 10, 8]]) func paritiesAreThoseOfTheValues(axes: [Int]) throws {
    let grid = try Shape(axes)
    for sigma in [1.0, 2, 4] {
      for (degree, order) in [(0, 0), (1, -1), (1, 0), (1, 1), (2, -2), (2, -1), (2, 0), (3, 0), (3, 3)] {
        let harmonic = SolidHarmonic(sigma: sigma, degree: degree, order: order)
        let values = response(harmonic, grid)
        let excess = values.indices.map { index in
          let opposite = zip(grid.indices(of: index), axes).map { ($1 - $0) % $1 }
          return abs(values[index] - (degree % 2 == 0 ? 1 : -1) * values[grid.offset(of: opposite)])
        }.max()!
        if let parity = harmonic.parity(on: grid, negligible: 1e-6) {
          #expect(excess < 3e-6 && parity == (degree % 2 == 0 ? .even : .odd))
        } else {
          #expect(axes.contains { $0 % 2 == 0 } && sigma == 1)
        }
      }
    }
    #expect(SolidHarmonic(sigma: 1, degree: 1, order: 0).parity(on: [8, 8, 8], negligible: 1e-6) == nil)
  }

  func energy(of band: Band, _ bank: FilterBank, at index: Int) -> Double {
    band.components.indices.reduce(0) { sum, component in
      let value = response(band.components[component] as! SolidHarmonic, bank.grid)[index]
      return sum + value * value
    }
  }

  func response(_ harmonic: SolidHarmonic, _ grid: Shape) -> [Double] {
    let rows = harmonic.rows(on: grid, negligible: 1e-18, planner: .shared)
    return (0..<grid.rowCount).flatMap { row -> [Double] in
      var values = [Double](repeating: 0, count: grid.rowLength)
      _ = values.withUnsafeMutableBufferPointer { rows.add(to: $0, at: [row / grid[1], row % grid[1]]) }
      return values
    }
  }

  /// Angular frequencies by sample, from -pi up to but without pi.
  func frequencies(of grid: Shape) -> [[Double]] {
    (0..<grid.count).map { index in
      zip(grid.indices(of: index), grid.dimensions).map { index, count in
        2 * .pi * Double(2 * index < count ? index : index - count) / Double(count)
      }
    }
  }

  /// Samples of a function of space, repeated over the grid by copies two grids away.
  func periodicSamples(on grid: Shape, _ body: ([Double]) -> Double) -> [Double] {
    (0..<grid.count).map { index in
      let u = grid.indices(of: index)
      return (0..<125).reduce(0.0) { sum, copy in
        let shifts = [copy / 25 - 2, copy / 5 % 5 - 2, copy % 5 - 2]
        return sum + body((0..<3).map { Double(u[$0] + shifts[$0] * grid[$0]) })
      }
    }
  }

  /// `(r / sigma)^l exp(-r^2 / 2 sigma^2) Y(u / r) / sigma^3` by the polynomials as tables of harmonics have them.
  func spatial(_ u: [Double], _ sigma: Double, _ degree: Int, _ order: Int) -> Double {
    let (z, y, x) = (u[0] / sigma, u[1] / sigma, u[2] / sigma)
    let square = x * x + y * y + z * z
    return polynomial(x, y, z, square, degree, order) * exp(-square / 2) / pow(sigma, 3)
  }

  func polynomial(_ x: Double, _ y: Double, _ z: Double, _ square: Double, _ degree: Int, _ order: Int)
    -> Double
  {
    switch (degree, order) {
    case (0, _): (1 / (4 * Double.pi)).squareRoot()
    case (1, -1): (3 / (4 * Double.pi)).squareRoot() * y
    case (1, 0): (3 / (4 * Double.pi)).squareRoot() * z
    case (1, _): (3 / (4 * Double.pi)).squareRoot() * x
    case (2, -2): (15 / Double.pi).squareRoot() / 2 * x * y
    case (2, -1): (15 / Double.pi).squareRoot() / 2 * y * z
    case (2, 0): (5 / Double.pi).squareRoot() / 4 * (3 * z * z - square)
    case (2, 1): (15 / Double.pi).squareRoot() / 2 * x * z
    case (2, _): (15 / Double.pi).squareRoot() / 4 * (x * x - y * y)
    case (_, -3): (35 / (2 * Double.pi)).squareRoot() / 4 * y * (3 * x * x - y * y)
    case (_, -2): (105 / Double.pi).squareRoot() / 2 * x * y * z
    case (_, -1): (21 / (2 * Double.pi)).squareRoot() / 4 * y * (5 * z * z - square)
    case (_, 0): (7 / Double.pi).squareRoot() / 4 * (5 * z * z * z - 3 * z * square)
    case (_, 1): (21 / (2 * Double.pi)).squareRoot() / 4 * x * (5 * z * z - square)
    case (_, 2): (105 / Double.pi).squareRoot() / 4 * (x * x - y * y) * z
    case (_, _): (35 / (2 * Double.pi)).squareRoot() / 4 * x * (x * x - 3 * y * y)
    }
  }
}
