import Files
import Networks

/// How one method did in one trial.
public struct Outcome: Codable, Hashable, Sendable {
  /// Which test images were misclassified.
  public var errors: TestErrors
  /// The hyperparameters chosen, as text.
  public var chosen: String
  /// Seconds to tune and train, features included.
  public var trainingSeconds: Double
  /// Seconds to classify one test image, features included.
  public var inferenceSeconds: Double
  /// The course of the training; nil for what is not trained in epochs.
  public var epochs: [TrainingEpoch]?
  /// What the choice of hyperparameters rests on; nil where it is not known.
  public var choice: ChoiceQuality?

  public init(
    errors: TestErrors, chosen: String, trainingSeconds: Double, inferenceSeconds: Double,
    epochs: [TrainingEpoch]? = nil
  ) {
    (self.errors, self.chosen, self.trainingSeconds) = (errors, chosen, trainingSeconds)
    (self.inferenceSeconds, self.epochs) = (inferenceSeconds, epochs)
  }

  /// The share of test images misclassified.
  public var error: Double { errors.share }
}

/// What a choice of hyperparameters rests on.
public struct ChoiceQuality: Codable, Hashable, Sendable {
  /// The images held out by which it was made, over all folds; 0 where there was nothing to choose.
  public var heldOutCount: Int
  /// The values chosen that stand at the end of what was tried, such as `C 30, the largest tried`.
  public var edges: [String]

  public init(heldOutCount: Int, edges: [String]) {
    (self.heldOutCount, self.edges) = (heldOutCount, edges)
  }
}

/// Where finished outcomes are kept, so that a killed comparison goes on where it was.
public protocol OutcomeJournal: Sendable {
  /// What was recorded under a key; nil if nothing was.
  func outcome(for key: String) -> Outcome?
  /// Keeps an outcome for good before it returns.
  func record(_ outcome: Outcome, for key: String) throws
}

/// A journal that keeps nothing.
public struct NoJournal: OutcomeJournal {
  public init() {}
  public func outcome(for key: String) -> Outcome? { nil }
  public func record(_ outcome: Outcome, for key: String) {}
}

/// A journal in a file: a line an outcome, by the SHA-256 of its key.
extension JournalFile: OutcomeJournal {
  public func outcome(for key: String) -> Outcome? { value(for: Self.digest(key)) }

  public func record(_ outcome: Outcome, for key: String) throws {
    try append(outcome, for: Self.digest(key))
  }

  private static func digest(_ key: String) -> String { Array(key.utf8).withUnsafeBytes { sha256($0) } }
}
