import Arrays
import Foundation
import Numerical
import Testing

@Suite struct LanczosTests {
  /// A symmetric matrix with entries between -1 and 1.
  private func symmetric(_ count: Int, seed: UInt64) -> Matrix<Double> {
    var generator = SeededGenerator(seed: seed)
    var matrix = Matrix([Double](repeating: 0, count: count * count), rows: count, columns: count)
    for row in 0..<count {
      for column in 0...row {
        matrix[row, column] = Double.random(in: -1...1, using: &generator)
        matrix[column, row] = matrix[row, column]
      }
    }
    return matrix
  }

  /// All eigenvalues by Jacobi's rotations: slow, dense, and without a start to choose.
  private func eigenvalues(_ symmetric: Matrix<Double>) -> [Double] {
    var a = symmetric
    for _ in 0..<60 {
      for p in 0..<a.rows {
        for q in (p + 1)..<max(a.rows, p + 1) where a[p, q] != 0 {
          let theta = (a[q, q] - a[p, p]) / (2 * a[p, q])
          let t = (theta < 0 ? -1.0 : 1) / (abs(theta) + (theta * theta + 1).squareRoot())
          let c = 1 / (t * t + 1).squareRoot()
          for k in 0..<a.rows {
            (a[k, p], a[k, q]) = (c * a[k, p] - t * c * a[k, q], t * c * a[k, p] + c * a[k, q])
          }
          for k in 0..<a.rows {
            (a[p, k], a[q, k]) = (c * a[p, k] - t * c * a[q, k], t * c * a[p, k] + c * a[q, k])
          }
        }
      }
    }
    return (0..<a.rows).map { a[$0, $0] }.sorted()
  }

  @Test(arguments: [1, 2, 9, 40]) func extremesAreThoseOfJacobisRotations(count: Int) {
    let matrix = symmetric(count, seed: UInt64(count))
    let expected = eigenvalues(matrix)
    let found = symmetricExtremes(dimension: count) { matrix.times($0[...]) }
    #expect(abs(found.smallest - expected.first!) < 1e-12 * Double(count))
    #expect(abs(found.largest - expected.last!) < 1e-12 * Double(count))
  }

  /// The restriction to the space built is the matrix itself where the space is whole.
  @Test func anExhaustedRunHoldsAllEigenvalues() {
    let matrix = symmetric(7, seed: 3)
    for scale in [Lanczos.Scale.first, .largest] {
      var lanczos = Lanczos(start: (0..<7).map { Double($0) - 2.5 }, scale: scale)
      while !lanczos.isExhausted { lanczos.advance(with: matrix.times(lanczos.vector[...])) }
      let expected = eigenvalues(matrix)
      #expect(lanczos.stepCount == 7)
      #expect(abs(lanczos.matrix.smallestEigenvalue - expected.first!) < 1e-12)
      #expect(abs(lanczos.matrix.largestEigenvalue - expected.last!) < 1e-12)
    }
  }

  /// Between the largest eigenvalue and what the theorem allows above it.
  @Test func eigenvalueBoundsAreBounds() {
    for (dimension, steps) in [(30, 64), (400, 64), (400, 24)] {
      let values = (0..<dimension).map { 1 + 1e-3 * cos(Double($0 * $0)) }
      let bound = largestEigenvalueBound(dimension: dimension, steps: steps) { zip($0, values).map(*) }
      #expect(bound >= values.max()!)
      #expect(bound < values.max()! * (dimension <= steps ? 1 + 2e-9 : steps == 64 ? 1.08 : 2.2))
    }
    #expect(largestEigenvalueBound(dimension: 9, steps: 64) { $0.map { _ in 0 } } == 0)
  }

  /// The bound of a matrix, wide, tall and square, is that of its Gram matrix and raised by 1e-9 at most.
  @Test(arguments: [(5, 9), (9, 5), (6, 6)]) func normsOfMatricesAreRootsOfGramMatrices(
    rows: Int, columns: Int
  ) {
    var generator = SeededGenerator(seed: 5)
    let matrix = Matrix(
      (0..<(rows * columns)).map { _ in Double.random(in: -1...1, using: &generator) }, rows: rows,
      columns: columns)
    let gram = Matrix(
      (0..<rows).flatMap { first in (0..<rows).map { dot(matrix.row(first), matrix.row($0)) } }, rows: rows,
      columns: rows)
    let expected = eigenvalues(gram).last!.squareRoot()
    #expect(matrix.spectralNormBound() >= expected * (1 - 1e-14))
    #expect(matrix.spectralNormBound() <= expected * (1 + 1e-9))
  }
}
