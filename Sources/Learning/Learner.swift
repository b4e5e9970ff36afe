import Scattering

/// A way to fit a classifier, with the settings among which cross-validation chooses.
public protocol Learner: Sendable {
  associatedtype Model: Classifier

  /// Such as `ridge`.
  var name: String { get }

  /// How many settings there are, one at least; the most regularised is the first.
  var candidateCount: Int { get }

  /// A setting in words, such as `lambda 0.1`.
  func describe(_ candidate: Int) -> String

  /// Fits with one setting.
  ///
  /// - Throws: `LearningError` for fewer than two classes, a class without samples, samples that are not finite, and
  ///   numbers so extreme that no solution is found.
  /// - Precondition: `candidate` is in `0..<candidateCount`.
  func fit(_ samples: LabelledVectors, candidate: Int, parallel: Parallel) throws(LearningError) -> Model

  /// The mistakes on `validation` of a fit to `training` with each setting; what settings share is computed once.
  func mistakes(
    training: LabelledVectors, validation: LabelledVectors, parallel: Parallel
  ) throws(LearningError) -> [Int]
}

extension Learner {
  public func mistakes(
    training: LabelledVectors, validation: LabelledVectors, parallel: Parallel
  ) throws(LearningError) -> [Int] {
    var mistakes: [Int] = []
    for candidate in 0..<candidateCount {
      let model = try fit(training, candidate: candidate, parallel: parallel)
      mistakes.append(model.mistakes(on: validation, parallel: parallel))
    }
    return mistakes
  }
}
