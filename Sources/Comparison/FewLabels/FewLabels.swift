import Arrays
import Learning
import Networks
import Numerical

/// Error against number of labels (Bruna and Mallat 2013, section 4): every method learns from the same random training images
/// with as many labels of each class, and is tested on all test images; again and again, with other training images.
public struct FewLabels: Sendable {
  public let train: LabelledSignals
  public let test: LabelledSignals
  public let classNames: [String]
  public let methods: [any ComparedMethod]
  public let settings: FewLabelSettings
  /// What decides the images, as text: their files' digests and how they were read.
  public let dataFingerprint: String
  private let parallel: Parallel

  /// - Throws: `ComparisonError` for no method, two of one name, no number of labels, numbers that do not ascend or exceed
  ///   the training images, no repetition, and a class with fewer than two training images at some number of labels.
  public init(
    train: LabelledSignals, test: LabelledSignals, classNames: [String], methods: [any ComparedMethod],
    settings: FewLabelSettings, dataFingerprint: String, parallel: Parallel = Parallel()
  ) throws(ComparisonError) {
    (self.train, self.test, self.classNames) = (train, test, classNames)
    (self.methods, self.settings) = (methods, settings)
    (self.dataFingerprint, self.parallel) = (dataFingerprint, parallel)
    try checkMethods()
    try checkCounts()
  }

  private func checkMethods() throws(ComparisonError) {
    guard !methods.isEmpty else { throw .tooFew("methods", found: 0, expected: 1) }
    let names = methods.map(\.name)
    for (index, name) in names.enumerated() where names[..<index].contains(name) {
      throw .outOfRange("methods", found: "\(name) twice", expected: "names of their own")
    }
  }

  private func checkCounts() throws(ComparisonError) {
    let counts = settings.labelCounts
    guard !counts.isEmpty else { throw .tooFew("numbers of labels", found: 0, expected: 1) }
    for (index, count) in counts.enumerated() {
      try ComparisonError.check("repetitions at \(count) labels", settings.repetitions[index], in: 1...10_000)
      guard count <= train.count else {
        throw .outOfRange(
          "labels to learn from", found: "\(count)", expected: "at most the \(train.count) there are")
      }
      guard index == 0 || counts[index - 1] < count else {
        throw .outOfRange("numbers of labels", found: "\(counts)", expected: "ascending numbers")
      }
      try checkClasses(at: count)
    }
  }

  /// A class must have an image to learn from while another is held out.
  private func checkClasses(at count: Int) throws(ComparisonError) {
    var sizes = [Int](repeating: 0, count: train.classCount)
    for index in try indices(labelCount: count, repetition: 0) { sizes[train.labels[index]] += 1 }
    for (label, size) in sizes.enumerated() where size < 2 {
      throw .tooFew(
        "training images of the class \(classNames[label]) at \(count) labels", found: size, expected: 2)
    }
  }

  /// Evaluates all, in order of the number of labels.
  ///
  /// - Parameters:
  ///   - journal: Outcomes that it has are not computed again; those computed are recorded at once.
  ///   - progress: Called for every trial before it begins, and at the end.
  /// - Throws: `ComparisonError.method` for the first that fails, and what the journal throws.
  public func run(
    journal: some OutcomeJournal = NoJournal(), progress: (FewLabelProgress) -> Void = { _ in }
  ) throws -> FewLabelResult {
    let trials = self.trials
    var outcomes: [Trial: Outcome] = [:]
    for trial in trials { outcomes[trial] = journal.outcome(for: key(of: trial)) }
    var clock = FewLabelClock()
    for trial in trials {
      guard outcomes[trial] == nil else { continue }
      let left = trials.filter { outcomes[$0] == nil }
      progress(state(of: trials, left: left, clock))
      let (outcome, seconds) = try evaluate(trial)
      clock.note(methods[trial.method].name, labelCount: trial.labelCount, seconds: seconds)
      try journal.record(outcome, for: key(of: trial))
      outcomes[trial] = outcome
    }
    progress(state(of: trials, left: [], clock))
    let rows = rows(outcomes)
    let alarms = LearningAlarms(rows: rows, trials: records(outcomes), testLabels: test.labels)
    return FewLabelResult(
      rows: rows, comparisons: comparisons(outcomes), curves: curves(outcomes), notices: alarms.notices)
  }
}

extension FewLabels {
  /// One method at one number of labels, for the n-th time.
  struct Trial: Hashable {
    let labelCount, repetition, method: Int
  }

  private var trials: [Trial] {
    zip(settings.labelCounts, settings.repetitions).flatMap { count, repetitions in
      (0..<repetitions).flatMap { repetition in
        methods.indices.map { Trial(labelCount: count, repetition: repetition, method: $0) }
      }
    }
  }

  /// The training images whose labels are known.
  func indices(labelCount: Int, repetition: Int) throws(ComparisonError) -> [Int] {
    do throws(SplitError) {
      return try settings.indices(of: train.labels, labelCount: labelCount, repetition: repetition)
    } catch {
      throw .outOfRange(
        "training images", found: "\(train.count) of \(classNames.count) classes", expected: "\(error)")
    }
  }

  private func evaluate(_ trial: Trial) throws -> (Outcome, seconds: Double) {
    let method = methods[trial.method]
    let given = FewLabelTrial(
      train: train, indices: try indices(labelCount: trial.labelCount, repetition: trial.repetition),
      test: test,
      tuning: settings.tuning,
      seed: settings.seed(labelCount: trial.labelCount, repetition: trial.repetition),
      parallel: parallel)
    let start = ContinuousClock.now
    do {
      let outcome = try method.evaluate(given)
      return (outcome, (ContinuousClock.now - start) / .seconds(1))
    } catch {
      throw ComparisonError.method(method.name, labelCount: trial.labelCount, reason: "\(error)")
    }
  }

  /// All that decides an outcome.
  private func key(of trial: Trial) -> String {
    """
    few labels 4 | \(dataFingerprint) | \(settings.tuning) | seed \
    \(settings.seed) | \(trial.labelCount) labels | repetition \(trial.repetition) | \
    \(methods[trial.method].name) | \(methods[trial.method].fingerprint)
    """
  }

  private func state(of trials: [Trial], left: [Trial], _ clock: FewLabelClock) -> FewLabelProgress {
    FewLabelProgress(
      done: trials.count - left.count, total: trials.count,
      method: left.first.map { methods[$0.method].name }, labelCount: left.first?.labelCount,
      secondsLeft: clock.seconds(of: left.map { (methods[$0.method].name, $0.labelCount) }))
  }
}

extension FewLabels {
  private func rows(_ outcomes: [Trial: Outcome]) -> [LearningRow] {
    methods.indices.flatMap { method in
      zip(settings.labelCounts, settings.repetitions).map { count, repetitions in
        let found = self.outcomes(outcomes, of: method, at: count, repetitions)
        let errors = found.map(\.errors)
        return LearningRow(
          method: methods[method].name, labelCount: count, errors: errors.map(\.share),
          error: MeanInterval(errors: CrossedMeanSquares(errors)),
          sources: ErrorSource.all(of: errors, sharesTraining: count == train.count), misclassified: errors,
          chosen: found.map(\.chosen),
          trainingSeconds: found.map(\.trainingSeconds).reduce(0, +) / Double(found.count),
          inferenceSeconds: found.map(\.inferenceSeconds).reduce(0, +) / Double(found.count))
      }
    }
  }

  private func records(_ outcomes: [Trial: Outcome]) -> [LearningAlarms.Trial] {
    trials.map {
      let outcome = outcomes[$0]!
      return LearningAlarms.Trial(
        method: methods[$0.method].name, labelCount: $0.labelCount, error: outcome.error,
        trainAccuracy: outcome.epochs?.last?.trainAccuracy, choice: outcome.choice)
    }
  }

  private func comparisons(_ outcomes: [Trial: Outcome]) -> [PairedComparison] {
    zip(settings.labelCounts, settings.repetitions).flatMap { count, repetitions in
      PairedComparison.all(
        of: methods.indices.map { method in
          (methods[method].name, self.outcomes(outcomes, of: method, at: count, repetitions).map(\.errors))
        }, labelCount: count)
    }
  }

  /// The outcomes of a method's repetitions, in their order.
  private func outcomes(_ outcomes: [Trial: Outcome], of method: Int, at count: Int, _ repetitions: Int)
    -> [Outcome]
  {
    (0..<repetitions).map { outcomes[Trial(labelCount: count, repetition: $0, method: method)]! }
  }

  private func curves(_ outcomes: [Trial: Outcome]) -> [TrainingCurve] {
    methods.indices.flatMap { method in
      settings.labelCounts.compactMap { count in
        outcomes[Trial(labelCount: count, repetition: 0, method: method)]?.epochs.map {
          TrainingCurve(network: methods[method].name, labelCount: count, epochs: $0)
        }
      }
    }
  }
}
