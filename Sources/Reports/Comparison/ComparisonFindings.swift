import Comparison
import Foundation
import Numerical

/// What follows from the errors of a comparison, and how surely.
struct ComparisonFindings: Sendable {
  let report: ComparisonReport
  let styles: ComparisonStyles

  init(_ report: ComparisonReport) { (self.report, styles) = (report, ComparisonStyles(report)) }

  /// Which of two errors is lower: only where both intervals exist and are disjoint is that sure.
  enum Verdict: Equatable, Sendable {
    case first, second, undecided

    init(_ first: MeanInterval, _ second: MeanInterval) {
      guard first.isInterval, second.isInterval else {
        self = .undecided
        return
      }
      self =
        first.range.upperBound < second.range.lowerBound
        ? .first : second.range.upperBound < first.range.lowerBound ? .second : .undecided
    }
  }

  /// The numbers of labels that anything was learned from, ascending.
  var labelCounts: [Int] { Set(usable.map(\.labelCount)).sorted() }

  private var usable: [LearningRow] { report.learning.filter { $0.error.mean.isFinite } }

  /// At a number of labels, from the lowest mean error.
  func ranking(at count: Int) -> [LearningRow] {
    usable.filter { $0.labelCount == count }.sorted { $0.error.mean < $1.error.mean }
  }

  /// Those whose error is not surely higher than the leader's, without the leader.
  func equals(of ranking: [LearningRow]) -> [LearningRow] {
    guard let leader = ranking.first else { return [] }
    return ranking.dropFirst().filter { Verdict(leader.error, $0.error) != .first }
  }

  /// The contestant of a family with the lowest mean error at a number of labels.
  func best(of family: MethodFamily, at count: Int) -> LearningRow? {
    ranking(at: count).first { styles.family($0.contestant) == family }
  }

  /// The largest number of labels that every contestant learned from; else the largest of all.
  var commonCount: Int? {
    let contestants = Set(usable.map(\.contestant))
    let common = labelCounts.last { count in
      Set(usable.filter { $0.labelCount == count }.map(\.contestant)) == contestants
    }
    return common ?? labelCounts.last
  }
}
