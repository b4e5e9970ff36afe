import Comparison
import Foundation
import Numerical
import Plots

/// What follows from the errors of a comparison, and how surely.
struct ComparisonFindings: Sendable {
  let report: ComparisonReport
  let styles: ComparisonStyles

  init(_ report: ComparisonReport) { (self.report, styles) = (report, ComparisonStyles(report)) }

  /// Which of two errors is lower.
  enum Verdict: Equatable, Sendable {
    case first, second, undecided
  }

  /// Which error is lower: decided only by the paired comparison of the two, adjusted for the number of comparisons.
  func verdict(_ first: LearningRow, _ second: LearningRow) -> Verdict {
    for comparison in report.comparisons where comparison.labelCount == first.labelCount {
      let isSame = (comparison.first, comparison.second) == (first.method, second.method)
      guard isSame || (comparison.first, comparison.second) == (second.method, first.method) else { continue }
      guard comparison.isSettled, comparison.difference.mean != 0 else { return .undecided }
      return (comparison.difference.mean < 0) == isSame ? .first : .second
    }
    return .undecided
  }

  /// The first's mean error minus the second's with its interval; nil where they were not compared.
  func difference(_ first: LearningRow, _ second: LearningRow) -> MeanInterval? {
    for comparison in report.comparisons where comparison.labelCount == first.labelCount {
      if (comparison.first, comparison.second) == (first.method, second.method) {
        return comparison.difference
      }
      if (comparison.first, comparison.second) == (second.method, first.method) {
        return comparison.difference.negated
      }
    }
    return nil
  }

  /// The number of comparisons at a number of labels.
  func comparisonCount(at count: Int) -> Int { report.comparisons.count { $0.labelCount == count } }

  /// Whether there are as many labels as training images, so that all repetitions learn from the same images.
  func learnsFromAll(_ row: LearningRow) -> Bool { row.labelCount >= report.dataset.trainCount }

  /// Whether the interval leaves out what other training images would do.
  func leavesOutTraining(_ row: LearningRow) -> Bool { !row.sources.contains(.trainingSets) }

  /// The numbers of labels that anything was learned from, ascending.
  var labelCounts: [Int] { Set(usable.map(\.labelCount)).sorted() }

  private var usable: [LearningRow] { report.learning.filter { $0.error.mean.isFinite } }

  /// The rows at a number of labels, from the lowest mean error.
  func ranking(at count: Int) -> [LearningRow] {
    usable.filter { $0.labelCount == count }.sorted { $0.error.mean < $1.error.mean }
  }

  /// The rows whose error is not surely higher than the leader's, without the leader.
  func equals(of ranking: [LearningRow]) -> [LearningRow] {
    guard let leader = ranking.first else { return [] }
    return ranking.dropFirst().filter { verdict(leader, $0) != .first }
  }

  /// The method of a family with the lowest mean error at a number of labels.
  func best(of family: MethodFamily, at count: Int) -> LearningRow? {
    ranking(at: count).first { styles.family($0.method) == family }
  }

  /// The largest number of labels that every method learned from; else the largest of all.
  var commonCount: Int? {
    let methods = Set(usable.map(\.method))
    let common = labelCounts.last { count in
      Set(usable.filter { $0.labelCount == count }.map(\.method)) == methods
    }
    return common ?? labelCounts.last
  }
}
