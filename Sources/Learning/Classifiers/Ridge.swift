import Scattering

/// Least squares to the indicator of each class, with a penalty on the weights (Hoerl and Kennard 1970):
/// minimises sum |y - W x - b|^2 + lambda |W|^2, in double precision.
///
/// Solves the normal equations by Cholesky factors, of the covariance of the columns or, where there are fewer samples than
/// columns, of the samples' products. That costs `n d^2 + d^3 / 3` multiplications for `n` samples of `d <= n` numbers; each
/// further setting costs `d^3 / 3`, where an eigendecomposition for all of them would cost more than twenty.
public struct Ridge: Learner {
  /// lambda in units of the mean over the columns of their sum of squares about their mean, largest first.
  public let strengths: [Double]

  /// - Parameter strengths: Positive.
  /// - Throws: `LearningError.outOfRange`.
  public init(strengths: [Double] = Ridge.defaultStrengths) throws(LearningError) {
    self.strengths = try Setting.check("lambda", strengths).sorted(by: >)
  }

  /// 10 to 1e-6 in half decades.
  public static let defaultStrengths = (0...14).map { Setting.halfDecade(2 - $0) }

  public var name: String { "ridge" }
  public var candidateCount: Int { strengths.count }
  public func describe(_ candidate: Int) -> String { "lambda \(Setting.words(strengths[candidate]))" }

  public func fit(
    _ samples: LabelledVectors, candidate: Int, parallel: Parallel
  ) throws(LearningError) -> LinearModel {
    try LinearAlgebra.open()
    return try NormalEquations(samples, parallel).solve(strength: strengths[candidate])
  }

  public func mistakes(
    training: LabelledVectors, validation: LabelledVectors, parallel: Parallel
  ) throws(LearningError) -> [Int] {
    try LinearAlgebra.open()
    let equations = try NormalEquations(training, parallel)
    return try parallel.map(candidateCount) { (candidate) throws(LearningError) in
      try equations.solve(strength: strengths[candidate]).mistakes(
        on: validation, parallel: Parallel(threads: 1))
    }
  }
}
