import Scattering

/// A hyperplane a class: the score is w . x + b.
public struct LinearModel: Classifier, Hashable {
  /// `[classes, dimension]`.
  public let weights: Matrix<Float>
  /// `[classes, 1]`.
  public let offsets: Matrix<Float>

  /// - Precondition: one offset a row of weights.
  public init(weights: Matrix<Float>, offsets: [Float]) {
    precondition(offsets.count == weights.rows, "\(offsets.count) offsets for \(weights.rows) classes")
    self.weights = weights
    self.offsets = Matrix(offsets, rows: offsets.count, columns: 1)
  }

  public var classCount: Int { weights.rows }
  public var dimension: Int { weights.columns }

  public func scores(of vectors: Matrix<Float>, parallel: Parallel) -> Matrix<Float> {
    var scores = LinearAlgebra.product(vectors, transposed: weights, parallel)
    for place in scores.elements.indices { scores.elements[place] += offsets.elements[place % classCount] }
    return scores
  }
}
