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

  /// Which error is lower: decided only where both intervals say something and are disjoint, and the repetitions learned
  /// from different images.
  func verdict(_ first: LearningRow, _ second: LearningRow) -> Verdict {
    guard [first, second].allSatisfy({ $0.error.isInterval && !learnsFromAll($0) }) else { return .undecided }
    let (one, other) = (first.error.range, second.error.range)
    return one.upperBound < other.lowerBound
      ? .first : other.upperBound < one.lowerBound ? .second : .undecided
  }

  /// Whether there are as many labels as training images, so that all repetitions learn from the same images.
  func learnsFromAll(_ row: LearningRow) -> Bool { row.labelCount >= report.dataset.trainCount }

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
