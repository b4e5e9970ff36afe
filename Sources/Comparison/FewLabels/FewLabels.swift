import Arrays
import Learning
import Networks
import Numerical

/// Error against number of labels (Bruna and Mallat 2013, section 4): every contestant learns from the same random training images
/// with as many labels of each class, and is tested on all test images; again and again, with other training images.
public struct FewLabels: Sendable {
  public let train: LabelledSignals
  public let test: LabelledSignals
  public let classNames: [String]
  public let contestants: [any Contestant]
  public let settings: FewLabelSettings
  /// What decides the images, in words: their files' digests and how they were read.
  public let dataIdentity: String
  private let parallel: Parallel

  /// - Throws: `ComparisonError` for no contestant, two of one name, one that tries more or fewer settings than the others, no number of labels, numbers that do not ascend or exceed
  ///   the training images, no repetition, and a class with fewer than two training images at some number of labels.
  public init(
    train: LabelledSignals, test: LabelledSignals, classNames: [String], contestants: [any Contestant],
    settings: FewLabelSettings, dataIdentity: String, parallel: Parallel = Parallel()
  ) throws(ComparisonError) {
    (self.train, self.test, self.classNames) = (train, test, classNames)
    (self.contestants, self.settings) = (contestants, settings)
    (self.dataIdentity, self.parallel) = (dataIdentity, parallel)
    try checkContestants()
    try checkCounts()
  }

  private func checkContestants() throws(ComparisonError) {
    guard !contestants.isEmpty else { throw .tooFew("contestants", found: 0, expected: 1) }
    let names = contestants.map(\.name)
    for (place, name) in names.enumerated() where names[..<place].contains(name) {
      throw .outOfRange("contestants", found: "\(name) twice", expected: "names of their own")
    }
    for contestant in contestants where contestant.candidateCount != settings.tuning.candidateCount {
      throw .outOfRange(
        "settings that \(contestant.name) tries", found: "\(contestant.candidateCount)",
        expected: "\(settings.tuning.candidateCount), as all others")
    }
  }

  private func checkCounts() throws(ComparisonError) {
    let counts = settings.labelCounts
    guard !counts.isEmpty else { throw .tooFew("numbers of labels", found: 0, expected: 1) }
    for (place, count) in counts.enumerated() {
      try ComparisonError.check("repetitions at \(count) labels", settings.repetitions[place], in: 1...10_000)
      guard count <= train.count else {
        throw .outOfRange(
          "labels to learn from", found: "\(count)", expected: "at most the \(train.count) there are")
      }
      guard place == 0 || counts[place - 1] < count else {
        throw .outOfRange("numbers of labels", found: "\(counts)", expected: "ascending numbers")
      }
      try checkClasses(at: count)
    }
  }

  /// A class must have an image to learn from while another is held out.
  private func checkClasses(at count: Int) throws(ComparisonError) {
    var sizes = [Int](repeating: 0, count: train.classCount)
    for place in try places(labelCount: count, repetition: 0) { sizes[train.labels[place]] += 1 }
    for (label, size) in sizes.enumerated() where size < 2 {
      throw .tooFew(
        "training images of the class \(classNames[label]) at \(count) labels", found: size, expected: 2)
    }
  }

  /// Lets all compete, in order of the number of labels.
  ///
  /// - Parameters:
  ///   - journal: Outcomes that it has are not computed again; those computed are recorded at once.
  ///   - progress: Hears of every round before it begins, and of the end.
  /// - Throws: `ComparisonError.contestant` for the first that fails, and what the journal throws.
  public func run(
    journal: some OutcomeJournal = NoJournal(), progress: (FewLabelProgress) -> Void = { _ in }
  ) throws -> FewLabelResult {
    let rounds = self.rounds
    var outcomes: [Round: Outcome] = [:]
    for round in rounds { outcomes[round] = journal.outcome(for: key(of: round)) }
    var clock = FewLabelClock()
    for round in rounds {
      guard outcomes[round] == nil else { continue }
      let left = rounds.filter { outcomes[$0] == nil }
      progress(state(of: rounds, left: left, clock))
      let (outcome, seconds) = try compete(round)
      clock.note(contestants[round.contestant].name, labelCount: round.labelCount, seconds: seconds)
      try journal.record(outcome, for: key(of: round))
      outcomes[round] = outcome
    }
    progress(state(of: rounds, left: [], clock))
    return FewLabelResult(rows: rows(outcomes), curves: curves(outcomes))
  }
}

extension FewLabels {
  /// One contestant at one number of labels, for the n-th time.
  struct Round: Hashable {
    let labelCount, repetition, contestant: Int
  }

  private var rounds: [Round] {
    zip(settings.labelCounts, settings.repetitions).flatMap { count, repetitions in
      (0..<repetitions).flatMap { repetition in
        contestants.indices.map { Round(labelCount: count, repetition: repetition, contestant: $0) }
      }
    }
  }

  /// Independent of the other numbers of labels and repetitions, and the same for all contestants.
  private func seed(labelCount: Int, repetition: Int) -> UInt64 {
    [labelCount, repetition].reduce(settings.seed) { seed, number in
      var generator = SeededGenerator(seed: seed)
      return generator.next() ^ UInt64(number)
    }
  }

  /// The training images whose labels are known.
  func places(labelCount: Int, repetition: Int) throws(ComparisonError) -> [Int] {
    let seed = seed(labelCount: labelCount, repetition: repetition)
    do throws(SplitError) {
      return try StratifiedSplit(labels: train.labels, seed: seed).subset(count: labelCount)
    } catch {
      throw .outOfRange(
        "training images", found: "\(train.count) of \(classNames.count) classes", expected: "\(error)")
    }
  }

  private func compete(_ round: Round) throws -> (Outcome, seconds: Double) {
    let contestant = contestants[round.contestant]
    let given = FewLabelRound(
      train: train, places: try places(labelCount: round.labelCount, repetition: round.repetition),
      test: test,
      tuning: settings.tuning, seed: seed(labelCount: round.labelCount, repetition: round.repetition),
      parallel: parallel)
    let start = ContinuousClock.now
    do {
      let outcome = try contestant.compete(given)
      return (outcome, (ContinuousClock.now - start) / .seconds(1))
    } catch {
      throw ComparisonError.contestant(contestant.name, labelCount: round.labelCount, reason: "\(error)")
    }
  }

  /// All that decides an outcome.
  private func key(of round: Round) -> String {
    """
    few labels 2 | \(dataIdentity) | \(settings.tuning.folds) folds of \(settings.tuning.sampleLimit) | seed \
    \(settings.seed) | \(round.labelCount) labels | repetition \(round.repetition) | \
    \(contestants[round.contestant].name) | \(contestants[round.contestant].identity)
    """
  }

  private func state(of rounds: [Round], left: [Round], _ clock: FewLabelClock) -> FewLabelProgress {
    FewLabelProgress(
      done: rounds.count - left.count, total: rounds.count,
      contestant: left.first.map { contestants[$0.contestant].name }, labelCount: left.first?.labelCount,
      secondsLeft: clock.seconds(of: left.map { (contestants[$0.contestant].name, $0.labelCount) }))
  }
}

extension FewLabels {
  private func rows(_ outcomes: [Round: Outcome]) -> [LearningRow] {
    contestants.indices.flatMap { contestant in
      zip(settings.labelCounts, settings.repetitions).map { count, repetitions in
        let found = (0..<repetitions).map {
          outcomes[Round(labelCount: count, repetition: $0, contestant: contestant)]!
        }
        return LearningRow(
          contestant: contestants[contestant].name, labelCount: count, errors: found.map(\.error),
          error: MeanInterval(found.map(\.error)).clipped(to: 0...1), chosen: found.map(\.chosen),
          trainingSeconds: found.map(\.trainingSeconds).reduce(0, +) / Double(found.count),
          inferenceSeconds: found.map(\.inferenceSeconds).reduce(0, +) / Double(found.count))
      }
    }
  }

  private func curves(_ outcomes: [Round: Outcome]) -> [TrainingCurve] {
    contestants.indices.flatMap { contestant in
      settings.labelCounts.compactMap { count in
        outcomes[Round(labelCount: count, repetition: 0, contestant: contestant)]?.epochs.map {
          TrainingCurve(network: contestants[contestant].name, labelCount: count, epochs: $0)
        }
      }
    }
  }
}
