import Networks

/// What a reader should know before believing the rows of a comparison, in plain words: a sentence each, naming method, number of labels and figures.
public struct LearningAlarms {
  /// One method in one repetition.
  public struct Trial {
    public var method: String
    public var labelCount: Int
    /// The share of test images misclassified.
    public var error: Double
    /// The share of training images right in the last epoch; nil for what is not trained in epochs.
    public var trainAccuracy: Double?
    public var choice: ChoiceQuality?

    public init(
      method: String, labelCount: Int, error: Double, trainAccuracy: Double?, choice: ChoiceQuality?
    ) {
      (self.method, self.labelCount, self.error) = (method, labelCount, error)
      (self.trainAccuracy, self.choice) = (trainAccuracy, choice)
    }
  }

  private let rows: [LearningRow]
  private let groups: [[Trial]]
  private let majorityError: Double

  /// - Parameters:
  ///   - rows: Of all methods, each with ascending numbers of labels.
  ///   - trials: All repetitions that the rows are means of.
  ///   - testLabels: Of the test images, one at least.
  public init(rows: [LearningRow], trials: [Trial], testLabels: [Int]) {
    self.rows = rows
    groups = rows.map { row in
      trials.filter { $0.method == row.method && $0.labelCount == row.labelCount }
    }
    majorityError = TrainingAlarms.majorityError(testLabels)
  }

  /// All sentences: networks that learned nothing that is tested, errors that rise with labels, choices at the edge of what was tried, and choices by few images.
  public var notices: [String] {
    groups.compactMap(collapse) + rises + groups.flatMap(edges) + groups.compactMap(fewHeldOut)
  }

  /// `CNN at 300 labels`.
  private func name(_ trial: Trial) -> String { "\(trial.method) at \(trial.labelCount) labels" }

  /// The first repetition that learned its images and nothing else.
  private func collapse(_ trials: [Trial]) -> String? {
    trials.lazy.compactMap { trial in
      trial.trainAccuracy.flatMap {
        TrainingAlarms.collapse(
          name(trial), trainAccuracy: $0, error: trial.error, majorityError: majorityError)
      }
    }.first
  }

  /// Rows whose error is larger than with fewer labels, each mean beyond the other's interval.
  private var rises: [String] {
    zip(rows, rows.dropFirst()).compactMap { fewer, more in
      guard fewer.method == more.method, more.error.mean > fewer.error.high,
        fewer.error.mean < more.error.low || more.error.count == 1
      else { return nil }
      return """
        \(more.method): wrong on \(TrainingAlarms.percent(more.error.mean)) with \(more.labelCount) labels, and on \
        \(TrainingAlarms.percent(fewer.error.mean)) with \(fewer.labelCount): more labels made it worse, beyond the intervals, which points at its training.
        """
    }
  }

  /// Values at the end of what was tried that at least half of the repetitions chose; one of many chooses by chance.
  private func edges(_ trials: [Trial]) -> [String] {
    let all = trials.flatMap { $0.choice?.edges ?? [] }
    return Set(all).sorted().compactMap { edge in
      let count = all.count { $0 == edge }
      guard 2 * count >= trials.count else { return nil }
      return """
        \(name(trials[0])): \(count) of \(trials.count) repetitions chose \(edge): one beyond might be better.
        """
    }
  }

  private func fewHeldOut(_ trials: [Trial]) -> String? {
    let least = trials.compactMap { $0.choice?.heldOutCount }.filter { $0 > 0 }.min()
    return least.flatMap {
      TrainingAlarms.fewHeldOut(name(trials[0]), count: $0, what: "the hyperparameters")
    }
  }
}
