import Foundation
import Numerical
import Scattering

/// A step of preprocessing with what it took from the training samples.
///
/// A column that did not vary there carries no information: standardised or scaled, it becomes zero.
public struct FittedPreprocessing: Codable, Hashable, Sendable {
  private enum Kind: String, Codable {
    case logarithm, affine, mean
  }

  private let kind: Kind
  /// `[1, columns]`: what is added to |x|, or taken from x; zeros for a mean.
  private let shifts: Matrix<Float>
  /// `[1, columns]`: what an affine step multiplies by; for a mean `[1, paths]`, what the sums are; empty for a logarithm.
  private let factors: Matrix<Float>

  static func logarithm(floors: [Float]) -> FittedPreprocessing {
    FittedPreprocessing(kind: .logarithm, shifts: floors, factors: [])
  }

  /// (x - shift) factor.
  static func affine(shifts: [Float], factors: [Float]) -> FittedPreprocessing {
    FittedPreprocessing(kind: .affine, shifts: shifts, factors: factors)
  }

  /// The mean over each path of so many columns.
  static func mean(columns: Int, pathWidth: Int) -> FittedPreprocessing {
    FittedPreprocessing(
      kind: .mean, shifts: [Float](repeating: 0, count: columns),
      factors: [Float](repeating: 1 / Float(pathWidth), count: columns / pathWidth))
  }

  private init(kind: Kind, shifts: [Float], factors: [Float]) {
    self.kind = kind
    self.shifts = Matrix(shifts, rows: 1, columns: shifts.count)
    self.factors = Matrix(factors, rows: 1, columns: factors.count)
  }

  /// The columns that the step takes.
  public var dimension: Int { shifts.columns }
  /// The columns that it leaves.
  var outputDimension: Int { kind == .mean ? factors.columns : shifts.columns }

  /// Whether decoded arrays fit each other.
  var isConsistent: Bool {
    guard shifts.rows == 1 else { return false }
    return switch kind {
    case .logarithm: true
    case .affine: factors.elements.count == shifts.elements.count
    case .mean:
      factors.rows == 1 && factors.columns > 0 && shifts.columns % factors.columns == 0
    }
  }

  /// Applies the step to vectors; in place unless it leaves fewer columns.
  ///
  /// - Precondition: the vectors have the columns of the training samples.
  public func apply(to vectors: inout Matrix<Float>, parallel: Parallel) {
    precondition(vectors.columns == dimension, "\(vectors.columns) columns for \(dimension)")
    if kind == .mean {
      vectors = means(of: vectors, parallel)
      return
    }
    let (rows, columns) = (vectors.rows, vectors.columns)
    vectors.elements.withUnsafeMutableBufferPointer { elements in
      let base = Pointer(elements)
      parallel.forEachChunk(of: rows, size: 64) { block in
        for row in block { applyRow(base.base + row * columns) }
      }
    }
  }

  private func means(of vectors: Matrix<Float>, _ parallel: Parallel) -> Matrix<Float> {
    let (paths, width) = (factors.columns, dimension / factors.columns)
    let elements = makeArray(vectors.rows * paths) { (out: Pointer<Float>) in
      vectors.elements.withUnsafeBufferPointer { elements in
        let source = Pointer(elements)
        parallel.forEachChunk(of: vectors.rows * paths, size: 4096) { block in
          for path in block {
            let sum = (0..<width).reduce(0.0) { $0 + Double(source.base[path * width + $1]) }
            out.base[path] = Float(sum * Double(factors.elements[path % paths]))
          }
        }
      }
    }
    return Matrix(elements, rows: vectors.rows, columns: paths)
  }

  private func applyRow(_ row: UnsafeMutablePointer<Float>) {
    shifts.elements.withUnsafeBufferPointer { shifts in
      factors.elements.withUnsafeBufferPointer { factors in
        switch kind {
        case .mean: preconditionFailure("a mean is not taken in place")
        case .logarithm: for column in 0..<dimension { row[column] = logf(abs(row[column]) + shifts[column]) }
        case .affine:
          for column in 0..<dimension { row[column] = (row[column] - shifts[column]) * factors[column] }
        }
      }
    }
  }
}
