import Arrays
import Learning
import Networks

/// What fixes a few-label comparison besides images and methods.
public struct FewLabelSettings: Hashable, Sendable {
  /// Numbers of labels to learn from, ascending.
  public var labelCounts: [Int]
  /// The number of repetitions at each number of labels, each with labels of its own.
  public var repetitions: [Int]
  public var seed: UInt64
  public var tuning: Tuning

  /// - Precondition: as many repetitions as numbers of labels.
  public init(labelCounts: [Int], repetitions: [Int], seed: UInt64 = 0, tuning: Tuning = Tuning()) {
    precondition(
      labelCounts.count == repetitions.count,
      "\(repetitions.count) repetitions for \(labelCounts.count) counts")
    (self.labelCounts, self.repetitions, self.seed, self.tuning) = (labelCounts, repetitions, seed, tuning)
  }
}

extension FewLabelSettings {
  /// The seed of one repetition: independent of the other numbers of labels and repetitions, and the same for all methods.
  func seed(labelCount: Int, repetition: Int) -> UInt64 {
    [labelCount, repetition].reduce(seed) { seed, number in
      var generator = SeededGenerator(seed: seed)
      return generator.next() ^ UInt64(number)
    }
  }

  /// The training images whose labels are known in one repetition, ascending.
  /// - Parameter labels: Of all training images.
  func indices(of labels: [Int], labelCount: Int, repetition: Int) throws(SplitError) -> [Int] {
    try StratifiedSplit(labels: labels, seed: seed(labelCount: labelCount, repetition: repetition)).subset(
      count: labelCount)
  }

  /// The training images that are learned from in any repetition, ascending.
  /// - Parameter labels: Of all training images.
  /// - Throws: `SplitError` for a number of labels that there are not.
  public func usedIndices(of labels: [Int]) throws(SplitError) -> [Int] {
    var used = [Bool](repeating: false, count: labels.count)
    for (count, repetitions) in zip(labelCounts, self.repetitions) {
      for repetition in 0..<repetitions {
        for index in try indices(of: labels, labelCount: count, repetition: repetition) { used[index] = true }
      }
    }
    return used.indices.filter { used[$0] }
  }
}

/// What one method is given: some of the training images, all test images, and how hyperparameters are chosen.
public struct FewLabelTrial: Sendable {
  /// All training images; only those at `indices` may be looked at.
  public let train: LabelledSignals
  /// The indices of the training images whose labels are known, ascending.
  public let indices: [Int]
  public let test: LabelledSignals
  public let tuning: Tuning
  /// The seed of whatever is random in the method, and of the folds.
  public let seed: UInt64
  public let parallel: Parallel

  public init(
    train: LabelledSignals, indices: [Int], test: LabelledSignals, tuning: Tuning, seed: UInt64,
    parallel: Parallel = Parallel()
  ) {
    (self.train, self.indices, self.test, self.tuning) = (train, indices, test, tuning)
    (self.seed, self.parallel) = (seed, parallel)
  }

  /// The labels of the indices.
  public var labels: [Int] { indices.map { train.labels[$0] } }

  /// The test images that these predictions miss.
  /// - Precondition: one a test image.
  public func errors(of predictions: [Int]) -> TestErrors {
    TestErrors(predictions: predictions, labels: test.labels)
  }
}

/// How far a few-label comparison has come.
public struct FewLabelProgress: Hashable, Sendable {
  /// The number of trials, of one method each, that are done, and of all.
  public let done, total: Int
  /// The method that is evaluated now; nil at the end.
  public let method: String?
  public let labelCount: Int?
  /// The seconds left, by what was measured so far; nil while nothing was.
  public let secondsLeft: Double?
}

/// What a few-label comparison measured.
public struct FewLabelResult: Hashable, Sendable {
  /// A row for each method and number of labels, in their orders.
  public var rows: [LearningRow]
  /// Every two methods compared at each number of labels.
  public var comparisons: [PairedComparison]
  /// The course of the first repetition's training of each network at each number of labels.
  public var curves: [TrainingCurve]
  /// What a reader should know before believing the rows (`LearningAlarms`), a sentence each.
  public var notices: [String]
}

/// Foresees what trials cost: a method's time is taken to grow with the number of labels, and a method not yet seen to
/// cost what the others do.
struct FewLabelClock {
  private struct Rate {
    var seconds = 0.0
    var labels = 0.0
  }

  private var rates: [String: Rate] = [:]

  /// A trial took so many seconds.
  mutating func note(_ method: String, labelCount: Int, seconds: Double) {
    var rate = rates[method, default: Rate()]
    // Later trials have more labels and tell more of those that come.
    rate.seconds = rate.seconds / 2 + seconds
    rate.labels = rate.labels / 2 + Double(labelCount)
    rates[method] = rate
  }

  /// The seconds of trials to come; nil while nothing is known.
  func seconds(of trials: [(method: String, labelCount: Int)]) -> Double? {
    guard !rates.isEmpty else { return nil }
    let known = rates.mapValues { $0.seconds / $0.labels }
    let mean = known.values.reduce(0, +) / Double(known.count)
    return trials.reduce(0) { $0 + Double($1.labelCount) * known[$1.method, default: mean] }
  }
}
