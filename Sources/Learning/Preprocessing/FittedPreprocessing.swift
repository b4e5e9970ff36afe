import Foundation
import Numerical
import Scattering

/// A step of preprocessing with what it took from the training samples.
///
/// A column that did not vary there carries no information: standardised or scaled, it becomes zero.
public struct FittedPreprocessing: Codable, Hashable, Sendable {
  private enum Kind: String, Codable {
    case logarithm, affine
  }

  private let kind: Kind
  /// `[1, columns]`: what is added to |x|, or taken from x.
  private let shifts: Matrix<Float>
  /// `[1, columns]`: what an affine step multiplies by; empty for a logarithm.
  private let factors: Matrix<Float>

  static func logarithm(floors: [Float]) -> FittedPreprocessing {
    FittedPreprocessing(kind: .logarithm, shifts: floors, factors: [])
  }

  /// (x - shift) factor.
  static func affine(shifts: [Float], factors: [Float]) -> FittedPreprocessing {
    FittedPreprocessing(kind: .affine, shifts: shifts, factors: factors)
  }

  private init(kind: Kind, shifts: [Float], factors: [Float]) {
    self.kind = kind
    self.shifts = Matrix(shifts, rows: 1, columns: shifts.count)
    self.factors = Matrix(factors, rows: 1, columns: factors.count)
  }

  public var dimension: Int { shifts.columns }

  /// Whether decoded arrays fit each other.
  var isConsistent: Bool {
    shifts.rows == 1 && (kind == .logarithm || factors.elements.count == shifts.elements.count)
  }

  /// Applies the step to vectors in place.
  ///
  /// - Precondition: the vectors have the columns of the training samples.
  public func apply(to vectors: inout Matrix<Float>, parallel: Parallel) {
    precondition(vectors.columns == dimension, "\(vectors.columns) columns for \(dimension)")
    let (rows, columns) = (vectors.rows, vectors.columns)
    vectors.elements.withUnsafeMutableBufferPointer { elements in
      let base = Pointer(elements)
      parallel.forEachChunk(of: rows, size: 64) { block in
        for row in block { applyRow(base.base + row * columns) }
      }
    }
  }

  private func applyRow(_ row: UnsafeMutablePointer<Float>) {
    shifts.elements.withUnsafeBufferPointer { shifts in
      factors.elements.withUnsafeBufferPointer { factors in
        switch kind {
        case .logarithm: for column in 0..<dimension { row[column] = logf(abs(row[column]) + shifts[column]) }
        case .affine:
          for column in 0..<dimension { row[column] = (row[column] - shifts[column]) * factors[column] }
        }
      }
    }
  }
}
