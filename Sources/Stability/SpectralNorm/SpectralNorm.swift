import Scattering

/// Upper bounds of the largest singular value of the linear layers of networks, in double precision.
///
/// Singular values come from Lanczos' method, run until it is exact for up to 128 rows or columns, and beyond raised by the
/// share by which it may fall short (`largestEigenvalueBound`). The raise of 1e-9 covers rounding.
public enum SpectralNorm {
  private static let largestExact = 128

  /// Of a matrix `[rows, columns]` in row-major order. The cost is `4 rows columns min(rows, columns, 128)` operations.
  /// - Precondition: as many elements, and not empty.
  public static func ofMatrix(_ elements: [Double], rows: Int, columns: Int) -> Double {
    precondition(
      elements.count == rows * columns && rows > 0, "\(elements.count) elements for \(rows) x \(columns)")
    let dimension = min(rows, columns)
    return largestEigenvalueBound(dimension: dimension, steps: min(dimension, largestExact)) { vector in
      rows <= columns
        ? times(elements, transposedTimes(elements, vector, columns: columns), rows: rows)
        : transposedTimes(elements, times(elements, vector, rows: rows), columns: columns)
    }.squareRoot()
  }

  /// Of a convolution with zeros beyond the input.
  ///
  /// Its polyphase form is part of a circular convolution on a grid on which no tap goes round to meet another sample
  /// (zeros in, outputs left out), so its norm is at most the largest singular value of the transfer matrices at the grid's
  /// frequencies (Sedghi, Gupta and Long 2019 for the circular one). Exact where windows do
  /// not overlap; elsewhere larger by what the edges lose.
  public static func of(_ layer: ConvolutionLayer, parallel: Parallel = Parallel()) -> Double {
    let kernel = layer.polyphase
    let frequencies = kernel.frequencies
    return parallel.map(frequencies.count) { norm(kernel.transfer(at: frequencies[$0])) }.max()!
  }

  /// A complex matrix is a real one of twice the size, whose singular values come in pairs.
  private static func norm(_ matrix: ComplexMatrix) -> Double {
    let adjoint = matrix.adjoint
    let (inner, outer) = matrix.rows <= matrix.columns ? (adjoint, matrix) : (matrix, adjoint)
    let dimension = 2 * outer.rows
    return largestEigenvalueBound(dimension: dimension, steps: min(dimension, largestExact)) {
      outer.times(inner.times($0))
    }.squareRoot()
  }

  private static func times(_ elements: [Double], _ vector: [Double], rows: Int) -> [Double] {
    let columns = vector.count
    return (0..<rows).map { row in
      var sum = 0.0
      for column in 0..<columns { sum += elements[row * columns + column] * vector[column] }
      return sum
    }
  }

  private static func transposedTimes(_ elements: [Double], _ vector: [Double], columns: Int) -> [Double] {
    var result = [Double](repeating: 0, count: columns)
    for (row, factor) in vector.enumerated() {
      for column in 0..<columns { result[column] += factor * elements[row * columns + column] }
    }
    return result
  }
}
