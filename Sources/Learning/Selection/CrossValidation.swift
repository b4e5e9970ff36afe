import Foundation
import Scattering

/// Chooses a learner's setting by stratified cross-validation on training samples: the setting of fewest mistakes over all
/// folds, and of equals the most regularised.
public struct CrossValidation: Hashable, Codable, Sendable {
  public let folds: Int
  public let seed: UInt64
  /// About as many samples as the choice looks at: every class gives its share, and one a fold at least. The model is fitted to all.
  public let sampleLimit: Int?

  /// - Throws: `LearningError.outOfRange` for fewer than two folds, or a limit below the number of folds.
  public init(folds: Int = 5, seed: UInt64 = 0, sampleLimit: Int? = nil) throws(LearningError) {
    guard folds >= 2 else { throw .outOfRange("folds", found: "\(folds)", expected: "2 at least") }
    if let sampleLimit, sampleLimit < folds {
      throw .outOfRange(
        "samples to choose by", found: "\(sampleLimit)", expected: "\(folds) at least, one a fold")
    }
    (self.folds, self.seed, self.sampleLimit) = (folds, seed, sampleLimit)
  }

  /// The choice of a learner's setting. One setting alone is chosen without looking at samples.
  ///
  /// - Throws: `LearningError` for samples that no learner takes, and for a class with one sample.
  public func choose(
    _ learner: some Learner, for samples: LabelledVectors, parallel: Parallel = Parallel(),
    progress: (_ done: Int, _ folds: Int) -> Void = { _, _ in }
  ) throws(LearningError) -> SettingChoice {
    try samples.check()
    guard learner.candidateCount > 1 else { return SettingChoice(of: learner) }
    let split = StratifiedSplit(labels: samples.labels, seed: seed)
    let smallest = split.smallestClass
    guard smallest.count > 1 else { throw .singleSample(class: smallest.label) }
    let parts = split.deal(into: min(folds, smallest.count), sampleLimit: sampleLimit)
    var mistakes = [Int](repeating: 0, count: learner.candidateCount)
    for (fold, part) in parts.enumerated() {
      let found = try learner.mistakes(
        training: samples.selecting(part.train), validation: samples.selecting(part.heldOut),
        parallel: parallel)
      for candidate in mistakes.indices { mistakes[candidate] += found[candidate] }
      progress(fold + 1, parts.count)
    }
    let looked = parts[0].train.count + parts[0].heldOut.count
    return SettingChoice(of: learner, mistakes: mistakes, samples: looked, folds: parts.count)
  }

  /// Chooses a setting and fits to all samples.
  public func fit<Chosen: Learner>(
    _ learner: Chosen, to samples: LabelledVectors, parallel: Parallel = Parallel()
  ) throws(LearningError) -> (model: Chosen.Model, choice: SettingChoice) {
    let choice = try choose(learner, for: samples, parallel: parallel)
    return (try learner.fit(samples, candidate: choice.candidate, parallel: parallel), choice)
  }
}

/// What cross-validation chose, and what it saw.
public struct SettingChoice: Codable, Hashable, Sendable {
  /// One of the settings that were tried.
  public struct Candidate: Codable, Hashable, Sendable {
    public let setting: String
    /// The share of held-out samples that a fit with the setting put into a wrong class; nil where there was nothing to choose.
    public let error: Double?
  }

  /// The place of the setting chosen.
  public let candidate: Int
  /// All settings tried, the most regularised first.
  public let candidates: [Candidate]
  /// The samples looked at, and the parts they were cut into; 0 where there was nothing to choose.
  public let samples, folds: Int

  public var setting: String { candidates[candidate].setting }
  public var error: Double? { candidates[candidate].error }

  /// The only setting there is.
  init(of learner: some Learner) {
    candidate = 0
    candidates = [Candidate(setting: learner.describe(0), error: nil)]
    (samples, folds) = (0, 0)
  }

  /// The first setting of fewest mistakes.
  init(of learner: some Learner, mistakes: [Int], samples: Int, folds: Int) {
    candidate = mistakes.firstIndex(of: mistakes.min()!)!
    candidates = mistakes.enumerated().map { place, count in
      Candidate(setting: learner.describe(place), error: Double(count) / Double(samples))
    }
    (self.samples, self.folds) = (samples, folds)
  }
}

/// What settings of all learners have in common.
enum Setting {
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

  /// A setting without digits that say nothing.
  static func words(_ value: Double) -> String { String(format: "%g", value) }
}
