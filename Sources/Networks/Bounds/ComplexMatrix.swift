import Numerical

/// A small complex matrix, its parts apart, row-major.
struct ComplexMatrix: Sendable {
  var real, imaginary: [Double]
  let rows, columns: Int

  init(real: [Double], imaginary: [Double], rows: Int, columns: Int) {
    (self.real, self.imaginary, self.rows, self.columns) = (real, imaginary, rows, columns)
  }

  /// A real matrix from its elements in row-major order.
  init(_ real: [Double], rows: Int, columns: Int) {
    self.init(
      real: real, imaginary: [Double](repeating: 0, count: real.count), rows: rows, columns: columns)
  }

  init(diagonal: [Double]) {
    let count = diagonal.count
    var real = [Double](repeating: 0, count: count * count)
    for (index, value) in diagonal.enumerated() { real[index * (count + 1)] = value }
    self.init(real, rows: count, columns: count)
  }

  /// The real parts of the diagonal.
  var diagonal: [Double] { (0..<rows).map { real[$0 * (columns + 1)] } }

  var squaredFrobeniusNorm: Double { squaredNorm(real) + squaredNorm(imaginary) }

  var isReal: Bool { imaginary.allSatisfy { $0 == 0 } }

  var conjugate: ComplexMatrix {
    ComplexMatrix(real: real, imaginary: imaginary.map { -$0 }, rows: rows, columns: columns)
  }

  /// The conjugate transpose.
  var adjoint: ComplexMatrix {
    func transposed(_ values: [Double], _ sign: Double) -> [Double] {
      makeArray(values.count) { target in
        for row in 0..<rows {
          for column in 0..<columns {
            target.base[column * rows + row] = sign * values[row * columns + column]
          }
        }
      }
    }
    return ComplexMatrix(
      real: transposed(real, 1), imaginary: transposed(imaginary, -1), rows: columns, columns: rows)
  }

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

  /// The product with another matrix.
  /// - Precondition: it has a row for every column.
  func times(_ other: ComplexMatrix) -> ComplexMatrix {
    precondition(columns == other.rows, "\(columns) columns times \(other.rows) rows")
    func product(_ left: [Double], _ right: [Double]) -> [Double] {
      makeArray(rows * other.columns) {
        multiply(left, right, rows: rows, inner: columns, columns: other.columns, into: $0.base)
      }
    }
    let straight = product(real, other.real)
    if isReal && other.isReal { return ComplexMatrix(straight, rows: rows, columns: other.columns) }
    return ComplexMatrix(
      real: combined(straight, product(imaginary, other.imaginary), -),
      imaginary: combined(product(real, other.imaginary), product(imaginary, other.real), +), rows: rows,
      columns: other.columns)
  }

  /// The matrix with each column multiplied by a number.
  func scaled(columns factors: [Double]) -> ComplexMatrix {
    func scaled(_ values: [Double]) -> [Double] {
      makeArray(values.count) { target in
        for row in 0..<rows {
          let (from, to) = (row * columns, target.base + row * columns)
          for column in 0..<columns { to[column] = values[from + column] * factors[column] }
        }
      }
    }
    return ComplexMatrix(real: scaled(real), imaginary: scaled(imaginary), rows: rows, columns: columns)
  }

  /// The square matrix with each row and each column multiplied by the same number.
  func scaled(_ factors: [Double]) -> ComplexMatrix {
    var result = scaled(columns: factors)
    for index in result.real.indices {
      result.real[index] *= factors[index / columns]
      result.imaginary[index] *= factors[index / columns]
    }
    return result
  }

  /// A linear combination of two matrices of one size.
  func scaled(by factor: Double, plus other: ComplexMatrix, times second: Double) -> ComplexMatrix {
    ComplexMatrix(
      real: combined(real, other.real) { factor * $0 + second * $1 },
      imaginary: combined(imaginary, other.imaginary) { factor * $0 + second * $1 }, rows: rows,
      columns: columns)
  }
}

extension ComplexMatrix {
  /// The inverse of a Hermitian positive definite matrix, by Gauss and Jordan's elimination, which needs no pivots there.
  var definiteInverse: ComplexMatrix {
    var result = self
    result.real.withUnsafeMutableBufferPointer { real in
      result.imaginary.withUnsafeMutableBufferPointer { imaginary in
        for pivot in 0..<rows { Self.eliminate(pivot, real.baseAddress!, imaginary.baseAddress!, rows) }
      }
    }
    return result
  }

  private static func eliminate(
    _ pivot: Int, _ real: UnsafeMutablePointer<Double>, _ imaginary: UnsafeMutablePointer<Double>,
    _ count: Int
  ) {
    let (a, b) = (real + pivot * count, imaginary + pivot * count)
    // The pivots of such a matrix are real and positive.
    let inverse = 1 / a[pivot]
    (a[pivot], b[pivot]) = (1, 0)
    for column in 0..<count { (a[column], b[column]) = (a[column] * inverse, b[column] * inverse) }
    for row in 0..<count where row != pivot {
      let (p, q) = (real + row * count, imaginary + row * count)
      let (x, y) = (p[pivot], q[pivot])
      (p[pivot], q[pivot]) = (0, 0)
      for column in 0..<count {
        p[column] -= x * a[column] - y * b[column]
        q[column] -= x * b[column] + y * a[column]
      }
    }
  }

  /// Whether all eigenvalues of a Hermitian matrix are below a bound: whether elimination of `bound 1 - P` meets positive pivots alone.
  ///
  /// What is computed is exact for a matrix that differs by some 1e-14 of the bound.
  func isBelow(_ bound: Double) -> Bool {
    var rest = ComplexMatrix(diagonal: [Double](repeating: bound, count: rows)).scaled(
      by: 1, plus: self, times: -1)
    return rest.real.withUnsafeMutableBufferPointer { real in
      rest.imaginary.withUnsafeMutableBufferPointer { imaginary in
        (0..<rows).allSatisfy { Self.reduce($0, real.baseAddress!, imaginary.baseAddress!, rows) }
      }
    }
  }

  /// Takes a pivot out of the upper triangle behind it; false where it is not positive.
  private static func reduce(
    _ pivot: Int, _ real: UnsafeMutablePointer<Double>, _ imaginary: UnsafeMutablePointer<Double>,
    _ count: Int
  ) -> Bool {
    let (a, b) = (real + pivot * count, imaginary + pivot * count)
    guard a[pivot] > 0 else { return false }
    for row in (pivot + 1)..<max(count, pivot + 1) {
      let (p, q) = (real + row * count, imaginary + row * count)
      let (x, y) = (a[row] / a[pivot], -b[row] / a[pivot])
      for column in row..<count {
        p[column] -= x * a[column] - y * b[column]
        q[column] -= x * b[column] + y * a[column]
      }
    }
    return true
  }

  /// An upper bound of the largest eigenvalue of a Hermitian positive semidefinite matrix (`largestEigenvalueBound`): that of the
  /// real matrix of twice the size, whose eigenvalues come in pairs.
  var largestEigenvalue: Double {
    if rows == 1 { return real[0] }
    let dimension = 2 * rows
    return largestEigenvalueBound(dimension: dimension, steps: min(dimension, 128), times)
  }
}
