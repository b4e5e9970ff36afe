import Comparison
import Foundation

/// Two families side by side at every number of labels that both learned from, each by its contestant with the lowest mean error there.
struct FamilyDuel: Sendable {
  struct Round: Sendable {
    let labelCount: Int
    let first, second: LearningRow

    var verdict: ComparisonFindings.Verdict { .init(first.error, second.error) }
    /// Positive where the first has the lower mean.
    var lead: Double { log(second.error.mean / first.error.mean) }
  }

  /// By growing number of labels.
  let rounds: [Round]

  init(_ first: MethodFamily, _ second: MethodFamily, _ findings: ComparisonFindings) {
    rounds = findings.labelCounts.compactMap { count in
      guard let one = findings.best(of: first, at: count), let other = findings.best(of: second, at: count)
      else { return nil }
      return Round(labelCount: count, first: one, second: other)
    }
  }

  /// Where the order of the means changes: the numbers of labels on both sides.
  struct Crossing: Equatable, Sendable {
    let below, above: Int
    /// By straight lines between means, over logarithms of both; nil where an error is zero.
    let labelCount: Double?
  }

  /// Rounds of equal means belong to the side before them.
  var crossings: [Crossing] {
    let decided = rounds.filter { $0.first.error.mean != $0.second.error.mean }
    return zip(decided, decided.dropFirst()).compactMap { before, after in
      guard isFirstLower(before) != isFirstLower(after) else { return nil }
      return Crossing(
        below: before.labelCount, above: after.labelCount, labelCount: Self.crossing(before, after))
    }
  }

  func isFirstLower(_ round: Round) -> Bool { round.first.error.mean < round.second.error.mean }

  private static func crossing(_ before: Round, _ after: Round) -> Double? {
    guard before.lead.isFinite, after.lead.isFinite, before.lead != after.lead else { return nil }
    let share = before.lead / (before.lead - after.lead)
    let (low, high) = (log(Double(before.labelCount)), log(Double(after.labelCount)))
    return exp(low + share * (high - low))
  }

  /// Whether the one crossing is outside the intervals on both sides: sure for one family somewhere below, for the other somewhere
  /// above, and for nobody otherwise.
  var isSettled: Bool {
    guard crossings.count == 1, let crossing = crossings.first,
      let start = rounds.first(where: { $0.first.error.mean != $0.second.error.mean })
    else { return false }
    let (one, other): (ComparisonFindings.Verdict, ComparisonFindings.Verdict) =
      isFirstLower(start) ? (.first, .second) : (.second, .first)
    return rounds.contains { $0.labelCount <= crossing.below && $0.verdict == one }
      && rounds.contains { $0.labelCount >= crossing.above && $0.verdict == other }
  }
}
