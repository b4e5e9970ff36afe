import Foundation
import Scattering
import Stability
import StabilitySupport
import TestSupport
import Testing

/// The operators and norms behind certificates, beside dense matrices.
@Suite struct CertificateOperatorTests {
  func displacement(_ shape: Shape, seed: UInt64) -> [Double] {
    Signal<Double>.noise(batch: [2], shape: shape, seed: seed).samples.map { 3 * $0 }
  }

  @Test func warpAndItsTransposeAreAdjoint() {
    let shape: Shape = [9, 14]
    for seed in 0..<20 {
      let warp = GridWarp(displacement(shape, seed: UInt64(seed)), grid: shape)
      let x = Signal<Double>.noise(shape: shape, seed: 100 + UInt64(seed)).samples
      let y = Signal<Double>.noise(shape: shape, seed: 200 + UInt64(seed)).samples
      let left = zip(warp.apply(x), y).reduce(0) { $0 + $1.0 * $1.1 }
      let right = zip(x, warp.applyTransposed(y)).reduce(0) { $0 + $1.0 * $1.1 }
      #expect(abs(left - right) < 1e-12 * norm(x) * norm(y))
    }
  }

  /// Whole displacements move samples; polynomials of degree 5 are interpolated exactly away from the edges.
  @Test func warpInterpolates() {
    let shape: Shape = [10, 12]
    let x = Signal<Double>.noise(shape: shape, seed: 1).samples
    let moved = GridWarp(
      (0..<240).map { $0 < 120 ? 2 : -3 }, grid: shape
    ).apply(x)
    for index in x.indices {
      #expect(moved[index] == x[(index / 12 + 8) % 10 * 12 + (index % 12 + 3) % 12])
    }
    func polynomial(_ y: Double, _ x: Double) -> Double { pow(y, 5) / 1e3 - pow(x, 4) / 1e2 * y + x * x }
    let samples = (0..<120).map { polynomial(Double($0 / 12), Double($0 % 12)) }
    let warped = GridWarp((0..<240).map { $0 < 120 ? 0.3 : -0.6 }, grid: shape).apply(samples)
    for row in 4..<6 {
      for column in 4..<7 {
        let expected = polynomial(Double(row) - 0.3, Double(column) + 0.6)
        #expect(abs(warped[row * 12 + column] - expected) < 1e-10)
      }
    }
  }

  /// kappa and t from matrices written out entry by entry, with wavelets summed in space.
  @Test func normsEqualDenseMatrices() throws {
    let configuration = try ScatteringConfiguration(
      shape: [8, 8], scales: 2, orientations: 3, maximalOrder: 1, padding: .periodic, oversampling: 1)
    let transform = Certificates.transform(configuration)
    let field = Fields.random(.rough, [8, 8], amplitude: 1.2)
    let norms = Certifier(transform, boundary: .periodic)
      .prepare(field, terms: [.commutator], steps: 64).norms!
    let warp = denseWarp(field.displacement.samples)
    let oracle = SpatialCascade(configuration)
    let wavelets = (0..<2).flatMap { j in (0..<3).map { oracle.wavelet(j, $0) } }
    let commutators = wavelets.flatMap { commutator(circulant($0), warp) }
    #expect(abs(norms.wavelets / largestSingularValue(commutators) - 1) < 1e-6)
    let average = circulant(oracle.lowPass()).map { $0.map(\.real) }
    let rows = (0..<64).filter { $0 / 8 % 2 == 0 && $0 % 2 == 0 }
    let change = rows.map { row in
      (0..<64).map { column in
        2 * ((0..<64).reduce(0) { $0 + average[row][$1] * warp[$1][column] } - average[row][column])
      }
    }
    #expect(abs(norms.average / largestSingularValue(change) - 1) < 1e-6)
  }

  /// Lagrange's formula on a periodic 8 x 8 grid.
  func denseWarp(_ displacement: [Double]) -> [[Double]] {
    func weights(_ position: Double) -> [Double] {
      var result = [Double](repeating: 0, count: 8)
      let left = Int(position.rounded(.down))
      let nodes = (left - 2)...(left + 3)
      for node in nodes {
        let factors = nodes.filter { $0 != node }.map { (position - Double($0)) / Double(node - $0) }
        result[(node + 64) % 8] += factors.reduce(1, *)
      }
      return result
    }
    return (0..<64).map { index in
      let rows = weights(Double(index / 8) - displacement[index])
      let columns = weights(Double(index % 8) - displacement[64 + index])
      return (0..<64).map { rows[$0 / 8] * columns[$0 % 8] }
    }
  }

  func circulant(_ filter: [[Complex<Double>]]) -> [[Complex<Double>]] {
    (0..<64).map { row in
      (0..<64).map { filter[(row / 8 - $0 / 8 + 8) % 8][(row % 8 - $0 % 8 + 8) % 8] }
    }
  }

  /// The real and the imaginary rows of F L - L F.
  func commutator(_ filter: [[Complex<Double>]], _ warp: [[Double]]) -> [[Double]] {
    let rows = (0..<64).map { row in
      (0..<64).map { column in
        (0..<64).reduce(Complex(0)) {
          $0 + filter[row][$1] * Complex(warp[$1][column]) - Complex(warp[row][$1]) * filter[$1][column]
        }
      }
    }
    return rows.flatMap { row in [row.map(\.real), row.map(\.imaginary)] }
  }

  /// Power iteration, 3000 products.
  func largestSingularValue(_ matrix: [[Double]]) -> Double {
    let count = matrix[0].count
    let gram = (0..<count).map { a in
      (0..<count).map { b in matrix.reduce(0) { $0 + $1[a] * $1[b] } }
    }
    var vector = (0..<count).map { 1 + cos(Double($0)) }
    var value = 0.0
    for _ in 0..<3000 {
      vector = gram.map { row in zip(row, vector).reduce(0) { $0 + $1.0 * $1.1 } }
      value = norm(vector)
      vector = vector.map { $0 / value }
    }
    return value.squareRoot()
  }
}
