import Numerical

/// Two methods that learned from the same training images and were tested on the same images.
public struct PairedComparison: Codable, Hashable, Sendable {
  /// The methods' names.
  public var first, second: String
  public var labelCount: Int
  /// The first's mean error minus the second's, with its interval.
  public var difference: MeanInterval
  /// The probability of a difference at least as large on either side, were there none (`PairedDifference`).
  public var p: Double
  /// p adjusted for all comparisons at this number of labels (Holm 1979).
  public var adjustedP: Double
  /// The number of comparisons paid for.
  public var comparisonCount: Int
  /// Whether the order is shown: `adjustedP` is below 0.05.
  public var isSettled: Bool

  public init(
    first: String, second: String, labelCount: Int, difference: MeanInterval, p: Double, adjustedP: Double,
    comparisonCount: Int
  ) {
    (self.first, self.second, self.labelCount) = (first, second, labelCount)
    (self.difference, self.p, self.adjustedP) = (difference, p, adjustedP)
    (self.comparisonCount, isSettled) = (comparisonCount, adjustedP < 0.05)
  }

  /// All pairs of methods at one number of labels, in their order.
  /// - Precondition: as many repetitions of each.
  static func all(of methods: [(name: String, errors: [TestErrors])], labelCount: Int) -> [PairedComparison] {
    let pairs = methods.indices.flatMap { first in
      methods.indices.dropFirst(first + 1).map { (methods[first], methods[$0]) }
    }
    let found = pairs.map { PairedDifference(CrossedMeanSquares($0.errors, minus: $1.errors)) }
    let adjusted = holmAdjusted(found.map(\.probability))
    return pairs.indices.map { index in
      PairedComparison(
        first: pairs[index].0.name, second: pairs[index].1.name, labelCount: labelCount,
        difference: found[index].interval, p: found[index].probability, adjustedP: adjusted[index],
        comparisonCount: pairs.count)
    }
  }
}

/// What makes a mean error uncertain, as far as its interval knows.
public enum ErrorSource: String, Codable, Hashable, Sendable {
  /// The training images whose labels are known: every repetition draws some.
  case trainingSets = "training sets"
  /// The seeds of trainings, where all repetitions learn from the same images.
  case seeds
  case testImages = "test images"

  /// The sources of repetitions' errors.
  /// - Parameter sharesTraining: Whether all repetitions learned from the same images.
  static func all(of repetitions: [TestErrors], sharesTraining: Bool) -> [ErrorSource] {
    guard repetitions.count > 1 else { return [.testImages] }
    guard sharesTraining else { return [.trainingSets, .testImages] }
    return Set(repetitions).count > 1 ? [.seeds, .testImages] : [.testImages]
  }
}

extension CrossedMeanSquares {
  init(_ errors: [TestErrors]) { self.init(errors.map(\.values)) }

  /// Mean squares of the differences of two methods' errors.
  init(_ errors: [TestErrors], minus others: [TestErrors]) {
    self.init(zip(errors, others).map { zip($0.values, $1.values).map { $0 - $1 } })
  }
}

extension TestErrors {
  /// 1 for each image misclassified, 0 for others.
  fileprivate var values: [Int] { (0..<count).map { self[$0] ? 1 : 0 } }
}
