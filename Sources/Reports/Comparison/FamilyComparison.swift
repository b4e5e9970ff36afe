import Comparison
import Foundation
import Plots

/// Two families compared at every number of labels that both learned from, each by its method with the lowest mean error there.
struct FamilyComparison: Sendable {
  struct Pair: Sendable {
    let labelCount: Int
    let first, second: LearningRow
    let verdict: ComparisonFindings.Verdict
    /// Positive where the first has the lower mean.
    var lead: Double { log(second.error.mean / first.error.mean) }
  }

  /// The pairs by growing number of labels.
  let pairs: [Pair]

  init(_ first: MethodFamily, _ second: MethodFamily, _ findings: ComparisonFindings) {
    pairs = findings.labelCounts.compactMap { count in
      guard let one = findings.best(of: first, at: count), let other = findings.best(of: second, at: count)
      else { return nil }
      return Pair(labelCount: count, first: one, second: other, verdict: findings.verdict(one, other))
    }
  }

  /// Where the order of the means changes: the numbers of labels on both sides.
  struct Crossing: Equatable, Sendable {
    let below, above: Int
    /// The number of labels of the crossing by straight lines between means, over logarithms of both; nil where an error is zero.
    let labelCount: Double?
  }

  /// Rounds of equal means belong to the side before them.
  var crossings: [Crossing] {
    let decided = pairs.filter { $0.first.error.mean != $0.second.error.mean }
    return zip(decided, decided.dropFirst()).compactMap { before, after in
      guard isFirstLower(before) != isFirstLower(after) else { return nil }
      return Crossing(
        below: before.labelCount, above: after.labelCount, labelCount: Self.crossing(before, after))
    }
  }

  /// The numbers of labels at which the order is settled by the paired test, ascending.
  var decidedCounts: [Int] { pairs.filter { $0.verdict != .undecided }.map(\.labelCount) }

  func isFirstLower(_ pair: Pair) -> Bool { pair.first.error.mean < pair.second.error.mean }

  private static func crossing(_ before: Pair, _ after: Pair) -> Double? {
    guard before.lead.isFinite, after.lead.isFinite, before.lead != after.lead else { return nil }
    let share = before.lead / (before.lead - after.lead)
    let (low, high) = (log(Double(before.labelCount)), log(Double(after.labelCount)))
    return exp(low + share * (high - low))
  }

  /// Whether the one crossing is settled by the paired test on both sides: sure for one family somewhere below, for the other
  /// somewhere above, and for nobody otherwise.
  var isSettled: Bool {
    guard crossings.count == 1, let crossing = crossings.first,
      let start = pairs.first(where: { $0.first.error.mean != $0.second.error.mean })
    else { return false }
    let (one, other): (ComparisonFindings.Verdict, ComparisonFindings.Verdict) =
      isFirstLower(start) ? (.first, .second) : (.second, .first)
    return pairs.contains { $0.labelCount <= crossing.below && $0.verdict == one }
      && pairs.contains { $0.labelCount >= crossing.above && $0.verdict == other }
  }
}

/// Scattering and networks against the number of labels, in a sentence or two.
struct FamilyComparisonText {
  let comparison: FamilyComparison

  init(_ comparison: FamilyComparison) { self.comparison = comparison }

  /// nil unless both families learned from one number of labels.
  var sentence: String? {
    guard let first = comparison.pairs.first, let last = comparison.pairs.last else { return nil }
    let compared = "Comparing the lowest mean of either family in this run at each number of labels, "
    switch comparison.crossings.count {
    case 0: return compared + constant(first, last)
    case 1: return compared + crossed(comparison.crossings[0])
    default: return compared + crossedOften
    }
  }

  private func constant(_ first: FamilyComparison.Pair, _ last: FamilyComparison.Pair) -> String {
    let (count, lower) = (comparison.pairs.count, comparison.pairs.filter(comparison.isFirstLower).count)
    let range =
      count == 1
      ? "at \(first.labelCount) labels"
      : "at all \(count) numbers of labels from \(first.labelCount) to \(last.labelCount)"
    guard lower == count || comparison.pairs.allSatisfy({ $0.lead < 0 }) else {
      return "the means of scattering and networks do not cross \(range), though some are equal."
    }
    let family = lower == count ? "scattering" : "a network"
    return "\(family) has the lower mean error \(range)" + support + "."
  }

  /// The number of numbers of labels the order is settled by the paired test.
  private var support: String {
    let counts = comparison.decidedCounts
    if counts.isEmpty { return ", nowhere settled by the paired test" }
    if counts.count == comparison.pairs.count {
      return ", settled by the paired test" + (counts.count > 1 ? " at each" : "")
    }
    return ", settled by the paired test at \(decidedText)"
  }

  private func crossed(_ crossing: FamilyComparison.Crossing) -> String {
    let start = comparison.pairs.first { $0.first.error.mean != $0.second.error.mean }
    let names =
      start.map(comparison.isFirstLower) ?? true
      ? ("scattering", "a network") : ("a network", "scattering")
    let position =
      crossing.labelCount.map { "near \(Self.rounded($0)) labels, " } ?? ""
    return
      "\(names.0) has the lower mean error up to \(crossing.below) labels and \(names.1) from \(crossing.above) on: the means "
      + "cross \(position)between these. " + settled
  }

  private var decidedText: String { ComparisonText.list(comparison.decidedCounts.map(String.init)) }

  private var settled: String {
    guard !comparison.isSettled else {
      return
        "The order is settled by the paired test at \(decidedText) labels, on both sides of the crossing."
    }
    guard !comparison.decidedCounts.isEmpty else {
      return "The order is nowhere settled by the paired test, so that the crossing is not settled."
    }
    return
      "The order is settled by the paired test only at \(decidedText) labels, on one side, so that the crossing is not settled."
  }

  private var crossedOften: String {
    "the means of scattering and networks cross \(comparison.crossings.count) times, so that there is no one crossing point; "
      + "their order is settled by the paired test "
      + (comparison.decidedCounts.isEmpty ? "nowhere." : "at \(decidedText) labels.")
  }

  /// Rounded to two significant digits, for a value interpolated between two measured ones.
  static func rounded(_ value: Double) -> String {
    let step = pow(10, max(floor(log10(value)) - 1, 0))
    return ((value / step).rounded() * step).text(decimals: 0)
  }
}
