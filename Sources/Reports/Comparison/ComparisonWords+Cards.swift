import Comparison

extension ComparisonWords {
  /// Four at most, the first that there are.
  var cards: [Card] {
    let counts = findings.labelCounts
    let ends =
      counts.first == counts.last ? counts.suffix(1) : [counts.first, counts.last].compactMap(\.self)
    let others = [crossingCard, gapCard, consistencyCard].compactMap(\.self)
    return Array((ends.compactMap(errorCard) + others).prefix(4))
  }

  private func errorCard(at count: Int) -> Card? {
    let ranking = findings.ranking(at: count)
    guard let first = ranking.first else { return nil }
    let interval =
      first.error.isInterval
      ? "; 95 % interval \(first.error.range.lowerBound.percentText()) to \(first.error.range.upperBound.percentText())"
      : first.error.count == 1 ? "; one repetition" : "; repetitions that do not differ"
    let equals = findings.equals(of: ranking).count
    let others =
      ranking.count == 1
      ? ""
      : equals == 0
        ? " All others lie outside it." : " Not told apart from it: \(equals) of \(ranking.count - 1) others."
    return Card(
      "Lowest error at \(Words.count(count, "label"))",
      Number(first.error.mean, as: first.error.mean.percentText()),
      meaning: "\(first.contestant)\(interval).\(others)")
  }

  private var crossingCard: Card? {
    let duel = FamilyDuel(.scattering, .network, findings)
    guard duel.crossings.count == 1, let crossing = duel.crossings.first, let count = crossing.labelCount
    else {
      return nil
    }
    return Card(
      "Scattering and networks cross", Number(count, as: "≈ \(DuelWords.rounded(count))"),
      meaning: "labels, between \(crossing.below) and \(crossing.above). "
        + (duel.isSettled
          ? "The order is outside the intervals on both sides."
          : "Not settled: the order is not outside the intervals on both sides."))
  }

  /// How much less the best of scattering misses than the best network at the fewest labels.
  private var gapCard: Card? {
    guard let round = FamilyDuel(.scattering, .network, findings).rounds.first else { return nil }
    let gap = round.second.error.mean - round.first.error.mean
    return Card(
      "Network minus scattering at \(round.labelCount)",
      Number(gap, as: "\((gap * 100).text(decimals: 2)) points"),
      meaning: "of error: \(round.second.contestant) against \(round.first.contestant). "
        + (round.verdict == .undecided ? "The intervals do not decide it." : "Outside the intervals."))
  }

  private var consistencyCard: Card? {
    guard let best = report.consistency.max(by: { $0.share.median < $1.share.median }) else { return nil }
    return Card(
      "Highest shift consistency", Number(best.share.median, as: best.share.median.percentText(1)),
      meaning:
        "\(best.contestant), shifts of up to \(best.largestShift) px; 95 % interval \(best.share.low.percentText(1)) to "
        + "\(best.share.high.percentText(1)).")
  }

  var areWarnings: Bool { !warnings.isEmpty || !report.notices.isEmpty }

  /// What was left out and what failed, or that nothing did.
  var notices: [String] {
    areWarnings
      ? warnings + report.notices
      : ["All checks hold: every bound is in order, every mean has an interval, and nothing was left out."]
  }

  private var warnings: [String] { [disorder, single, same, diverged, lost].compactMap(\.self) }

  private var disorder: String? {
    let count = report.layers.filter { !$0.isOrdered }.count
    guard count > 0 else { return nil }
    return "\(Words.count(count, "row")) of the layers break random maximum ≤ worst case ≤ certificate."
  }

  private var single: String? {
    let rows = report.learning.filter { !$0.error.isInterval && !findings.learnsFromAll($0) }
    guard !rows.isEmpty else { return nil }
    let counts = Set(rows.map(\.labelCount)).sorted().map(String.init)
    return
      "Where there was one repetition, or all gave the same error, there is no interval, and no order is claimed: at \(Self.list(counts)) labels."
  }

  private var same: String? {
    let counts = Set(report.learning.filter(findings.learnsFromAll).map(\.labelCount)).sorted().map(
      String.init)
    guard !counts.isEmpty else { return nil }
    return
      "At \(Self.list(counts)) labels, all the training images, repetitions learn from the same images: they say nothing of other images, "
      + "and no order is claimed."
  }

  private var diverged: String? {
    let names = report.curves.filter { !$0.epochs.allSatisfy(\.loss.isFinite) }.map(\.network).unique
    return names.isEmpty ? nil : "The loss was not finite in a training of \(Self.list(names))."
  }

  private var lost: String? {
    let count = report.learning.filter { !$0.error.mean.isFinite }.count
    return count == 0
      ? nil : "\(Words.count(count, "mean error")) of learning could not be computed, and are left out."
  }
}
