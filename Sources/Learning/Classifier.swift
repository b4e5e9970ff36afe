import Numerical
import Scattering

/// A fitted model that tells classes apart.
public protocol Classifier: Codable, Sendable {
  var classCount: Int { get }
  /// The length of the vectors that the model was fitted to.
  var dimension: Int { get }

  /// The scores of vectors, `[samples, classes]`: the class of the largest wins. Scores of different kinds of models are in different units.
  ///
  /// - Parameter vectors: `[samples, dimension]`.
  /// - Precondition: the vectors are of the model's dimension.
  func scores(of vectors: Matrix<Float>, parallel: Parallel) -> Matrix<Float>
}

extension Classifier {
  /// The scores of vectors, computed on all cores.
  public func scores(of vectors: Matrix<Float>) -> Matrix<Float> { scores(of: vectors, parallel: Parallel()) }

  /// The class of each sample; of equal scores the first class.
  public func predict(_ vectors: Matrix<Float>, parallel: Parallel = Parallel()) -> [Int] {
    scores(of: vectors, parallel: parallel).rowArgmax
  }

  /// The number of misclassified samples: those put into another class than their own.
  public func misclassifiedCount(on samples: LabelledVectors, parallel: Parallel = Parallel()) -> Int {
    zip(predict(samples.vectors, parallel: parallel), samples.labels).count { $0 != $1 }
  }

  /// The scores of vectors that are checked first.
  ///
  /// - Throws: `LearningError` for vectors of another dimension or with samples that are not finite.
  public func checkedScores(of vectors: Matrix<Float>, parallel: Parallel = Parallel()) throws(LearningError)
    -> Matrix<Float>
  {
    try LinearAlgebra.open()
    guard vectors.columns == dimension else {
      throw .mismatchedDimension(found: vectors.columns, expected: dimension)
    }
    try vectors.checkFinite()
    return scores(of: vectors, parallel: parallel)
  }
}

/// A linear classifier, a hyperplane a class: the score is w . x + b.
public struct LinearModel: Classifier, Hashable {
  /// The normals of the hyperplanes, `[classes, dimension]`.
  public let weights: Matrix<Float>
  /// The offsets b, `[classes, 1]`.
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
    for index in scores.elements.indices { scores.elements[index] += offsets.elements[index % classCount] }
    return scores
  }
}
