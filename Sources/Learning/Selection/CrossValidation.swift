import Foundation
import Scattering

/// Chooses hyperparameters by stratified cross-validation on training samples: the candidate of fewest misclassified samples
/// over all folds, and of equals the most regularised.
public struct CrossValidation: Hashable, Codable, Sendable {
  public let folds: Int
  public let seed: UInt64
  /// About how many samples the choice looks at: every class gives its share, and one a fold at least. The model is fitted to
  /// all.
  public let sampleLimit: Int?

  /// Cross-validation of some number of folds.
  ///
  /// - Throws: `LearningError.outOfRange` for fewer than two folds, or a limit below the number of folds.
  public init(folds: Int = 5, seed: UInt64 = 0, sampleLimit: Int? = nil) throws(LearningError) {
    guard folds >= 2 else { throw .outOfRange("folds", found: "\(folds)", expected: "2 at least") }
    if let sampleLimit, sampleLimit < folds {
      throw .outOfRange(
        "samples to choose by", found: "\(sampleLimit)", expected: "\(folds) at least, one a fold")
    }
    (self.folds, self.seed, self.sampleLimit) = (folds, seed, sampleLimit)
  }

  /// The choice of a learner's hyperparameters. One candidate alone is chosen without looking at samples.
  ///
  /// - Throws: `LearningError` for samples that no learner takes, and for a class with one sample.
  public func choose(
    _ learner: some Learner, for samples: LabelledVectors, parallel: Parallel = Parallel(),
    progress: (_ done: Int, _ folds: Int) -> Void = { _, _ in }
  ) throws(LearningError) -> HyperparameterChoice {
    try samples.check()
    guard learner.candidateCount > 1 else { return HyperparameterChoice(of: learner) }
    let split = StratifiedSplit(labels: samples.labels, seed: seed)
    let smallest = split.smallestClass
    guard smallest.count > 1 else { throw .singleSample(class: smallest.label) }
    let parts = split.distribute(into: min(folds, smallest.count), sampleLimit: sampleLimit)
    var misclassified = [Int](repeating: 0, count: learner.candidateCount)
    for (fold, part) in parts.enumerated() {
      let found = try learner.misclassifiedCounts(
        training: samples.selecting(part.train), validation: samples.selecting(part.heldOut),
        parallel: parallel)
      for candidate in misclassified.indices { misclassified[candidate] += found[candidate] }
      progress(fold + 1, parts.count)
    }
    let looked = parts[0].train.count + parts[0].heldOut.count
    return HyperparameterChoice(
      of: learner, misclassified: misclassified, samples: looked, folds: parts.count)
  }

  /// Chooses hyperparameters and fits to all samples.
  public func fit<Chosen: Learner>(
    _ learner: Chosen, to samples: LabelledVectors, parallel: Parallel = Parallel()
  ) throws(LearningError) -> (model: Chosen.Model, choice: HyperparameterChoice) {
    let choice = try choose(learner, for: samples, parallel: parallel)
    return (try learner.fit(samples, candidate: choice.candidate, parallel: parallel), choice)
  }
}

/// The hyperparameters that cross-validation chose, and the errors of all candidates.
public struct HyperparameterChoice: Codable, Hashable, Sendable {
  /// One of the candidates that were tried.
  public struct Candidate: Codable, Hashable, Sendable {
    /// The hyperparameters' values, such as `lambda 0.1`.
    public let hyperparameters: String
    /// The share of held-out samples that a fit with them put into a wrong class; nil where there was nothing to choose.
    public let error: Double?

    /// Model files of version 1 name them `setting`.
    private enum CodingKeys: String, CodingKey {
      case hyperparameters = "setting"
      case error
    }
  }

  /// The index of the candidate chosen.
  public let candidate: Int
  /// All candidates tried, the most regularised first.
  public let candidates: [Candidate]
  /// The number of samples looked at, and of folds they were cut into; 0 where there was nothing to choose.
  public let samples, folds: Int

  /// The hyperparameters chosen, such as `lambda 0.1`.
  public var hyperparameters: String { candidates[candidate].hyperparameters }
  public var error: Double? { candidates[candidate].error }

  /// The only candidate there is.
  init(of learner: some Learner) {
    candidate = 0
    candidates = [Candidate(hyperparameters: learner.describe(0), error: nil)]
    (samples, folds) = (0, 0)
  }

  /// The first candidate of fewest misclassified samples.
  init(of learner: some Learner, misclassified: [Int], samples: Int, folds: Int) {
    candidate = misclassified.firstIndex(of: misclassified.min()!)!
    candidates = misclassified.enumerated().map { index, count in
      Candidate(hyperparameters: learner.describe(index), error: Double(count) / Double(samples))
    }
    (self.samples, self.folds) = (samples, folds)
  }
}

/// What hyperparameters of all learners have in common.
enum Hyperparameter {
  /// 10^(count / 2), to two digits: 1, 3.2, 10.
  static func halfDecade(_ count: Int) -> Double {
    Double(String(format: "%.1e", pow(10, Double(count) / 2)))!
  }

  /// - Throws: `LearningError.outOfRange` unless there is a value, and each is positive and finite.
  static func check(_ name: String, _ values: [Double]) throws(LearningError) -> [Double] {
    guard !values.isEmpty else { throw .outOfRange(name, found: "no value", expected: "one at least") }
    for value in values where !(value > 0 && value.isFinite) {
      throw .outOfRange(name, found: "\(value)", expected: "above 0")
    }
    return values
  }

  /// What `edges` says of a value: nothing within the axis, and nothing of an axis of fewer than three values, which has no inside.
  static func edges(_ name: String, _ value: Double, of axis: some Sequence<Double>) -> [String] {
    let values = Set(axis)
    guard values.count > 2, value == values.min() || value == values.max() else { return [] }
    return ["\(name) \(text(value)), the \(value == values.min() ? "smallest" : "largest") tried"]
  }

  /// A value without trailing zeros.
  static func text(_ value: Double) -> String { String(format: "%g", value) }
}
