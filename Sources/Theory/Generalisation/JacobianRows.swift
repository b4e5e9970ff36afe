import Arrays
import Numerical
import Representations

/// Jacobians at signals, written out row by row through the pullback: one pullback for each number of the vector.
struct JacobianRows {
  /// Numbers in a vector and samples in a signal.
  let rows, columns: Int
  /// `[signal, row, column]`.
  let elements: [Double]

  /// - Throws: `TheoryError.nonFiniteDerivative`, and what the representation throws.
  init(_ representation: any DifferentiableRepresentation, at signals: Signal<Double>) throws {
    let (rows, columns, batch) = (representation.dimension, signals.shape.count, signals.batchCount)
    var elements = [Double](repeating: 0, count: batch * rows * columns)
    for row in 0..<rows {
      var cotangents = [Double](repeating: 0, count: batch * rows)
      for signal in 0..<batch { cotangents[signal * rows + row] = 1 }
      try representation.pullback(at: signals, of: cotangents).withUnsafeSamples { pulled in
        for signal in 0..<batch {
          for column in 0..<columns {
            elements[(signal * rows + row) * columns + column] = pulled[signal * columns + column]
          }
        }
      }
    }
    guard elements.allSatisfy(\.isFinite) else {
      throw TheoryError.nonFiniteDerivative(representation.name)
    }
    (self.rows, self.columns, self.elements) = (rows, columns, elements)
  }

  func row(_ row: Int, of signal: Int) -> ArraySlice<Double> {
    let start = (signal * rows + row) * columns
    return elements[start..<(start + columns)]
  }

  /// J J^T of one signal, `[row, row]`.
  func gram(of signal: Int) -> [Double] {
    (0..<rows).flatMap { first in
      (0..<rows).map { dot(row(first, of: signal), row($0, of: signal)) }
    }
  }
}
