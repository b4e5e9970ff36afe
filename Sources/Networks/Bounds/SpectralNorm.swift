import Arrays
import Foundation
import Numerical

/// Upper bounds of the largest singular value of the linear layers of networks, in double precision.
///
/// Singular values come from Lanczos' method, run until it is exact for up to 128 rows or columns, and beyond raised by the
/// share by which it may fall short (`largestEigenvalueBound`). The raise of 1e-9 covers rounding.
public enum SpectralNorm {
  private static let largestExact = 128

  /// The bound of a matrix `[rows, columns]` in row-major order, at `4 rows columns min(rows, columns, 128)` operations.
  /// - Precondition: as many elements, and not empty.
  public static func ofMatrix(_ elements: [Double], rows: Int, columns: Int) -> Double {
    Matrix(elements, rows: rows, columns: columns).spectralNormBound()
  }

  /// The bound of a convolution with zeros beyond the input.
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
}

/// A convolution of stride 1 on a circle: `[output, input, row, column]`.
struct PhaseKernel: Sendable {
  let values: [Double]
  let outputs, inputs: Int
  let taps, grid: (Int, Int)

  /// The transfer matrices at every frequency of the grid but those whose matrices are the conjugates of others'.
  var frequencies: [(Int, Int)] {
    (0..<grid.0).flatMap { row in (0...(grid.1 / 2)).map { (row, $0) } }
  }

  /// The transfer matrix at a frequency: `sum over taps of w[o, i, tap] e^(2 pi i frequency . tap / grid)`.
  func transfer(at frequency: (Int, Int)) -> ComplexMatrix {
    let phases = (0..<(taps.0 * taps.1)).map { tap in
      let cycles =
        Double(frequency.0 * (tap / taps.1)) / Double(grid.0)
        + Double(frequency.1 * (tap % taps.1)) / Double(grid.1)
      return (cos(2 * .pi * cycles), sin(2 * .pi * cycles))
    }
    var (real, imaginary): ([Double], [Double]) = ([], [])
    for pair in 0..<(outputs * inputs) {
      var sum = (0.0, 0.0)
      for (tap, phase) in phases.enumerated() {
        let value = values[pair * phases.count + tap]
        sum = (sum.0 + value * phase.0, sum.1 + value * phase.1)
      }
      real.append(sum.0)
      imaginary.append(sum.1)
    }
    return ComplexMatrix(real: real, imaginary: imaginary, rows: outputs, columns: inputs)
  }
}
