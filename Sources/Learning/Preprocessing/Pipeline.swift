import Scattering

/// Fitted preprocessing and a fitted classifier: what is saved and what predicts.
public struct Pipeline: Classifier, Hashable {
  public let steps: [FittedPreprocessing]
  public let classifier: FittedClassifier

  public var classCount: Int { classifier.classCount }
  public var dimension: Int { classifier.dimension }

  /// Takes memory for one copy of the vectors where there are steps.
  public func scores(of vectors: Matrix<Float>, parallel: Parallel) -> Matrix<Float> {
    var prepared = vectors
    for step in steps { step.apply(to: &prepared, parallel: parallel) }
    return classifier.scores(of: prepared, parallel: parallel)
  }

  /// What is at odds in a decoded pipeline, if anything.
  public var contradiction: String? {
    if let words = classifier.contradiction { return words }
    let step = steps.first { $0.dimension != dimension }
    return step.map { "preprocessing of \($0.dimension) numbers for \(dimension)" }
  }
}
