/// A small complex matrix, its parts apart, row-major.
struct ComplexMatrix: Sendable {
  let real, imaginary: [Double]
  let rows, columns: Int

  /// The product with a vector whose real parts stand before its imaginary ones; so does the result.
  func times(_ vector: [Double]) -> [Double] {
    var result = [Double](repeating: 0, count: 2 * rows)
    for row in 0..<rows {
      var sum = (0.0, 0.0)
      for column in 0..<columns {
        let (a, b) = (real[row * columns + column], imaginary[row * columns + column])
        let (x, y) = (vector[column], vector[columns + column])
        sum = (sum.0 + a * x - b * y, sum.1 + a * y + b * x)
      }
      (result[row], result[rows + row]) = sum
    }
    return result
  }

  /// The conjugate transpose.
  var adjoint: ComplexMatrix {
    func transposed(_ values: [Double], _ sign: Double) -> [Double] {
      (0..<columns).flatMap { column in (0..<rows).map { sign * values[$0 * columns + column] } }
    }
    return ComplexMatrix(
      real: transposed(real, 1), imaginary: transposed(imaginary, -1), rows: columns, columns: rows)
  }
}
