import Scattering

/// A fitted model that tells classes apart.
public protocol Classifier: Codable, Sendable {
  var classCount: Int { get }
  /// The length of the vectors that it was fitted to.
  var dimension: Int { get }

  /// `[samples, classes]`: the class of the largest score wins. Scores of different kinds of models are in different units.
  ///
  /// - Parameter vectors: `[samples, dimension]`.
  /// - Precondition: the vectors are of the model's dimension.
  func scores(of vectors: Matrix<Float>, parallel: Parallel) -> Matrix<Float>
}

extension Classifier {
  /// On all cores.
  public func scores(of vectors: Matrix<Float>) -> Matrix<Float> { scores(of: vectors, parallel: Parallel()) }

  /// The class of each sample; of equal scores the first class.
  public func predict(_ vectors: Matrix<Float>, parallel: Parallel = Parallel()) -> [Int] {
    scores(of: vectors, parallel: parallel).largestColumns
  }

  /// How many samples are put into another class than their own.
  public func mistakes(on samples: LabelledVectors, parallel: Parallel = Parallel()) -> Int {
    zip(predict(samples.vectors, parallel: parallel), samples.labels).count { $0 != $1 }
  }

  /// Scores, or why there are none.
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
