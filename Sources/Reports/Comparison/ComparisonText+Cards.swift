import Comparison
import Plots

extension ComparisonText {
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
      : ""
    let equals = findings.equals(of: ranking).count
    let others =
      ranking.count == 1
      ? ""
      : equals == 0
        ? " Lower than all others by the paired test."
        : " Not told apart from it: \(equals) of \(ranking.count - 1) others."
    return Card(
      "Lowest error at \(Format.count(count, "label"))",
      Number(first.error.mean, as: first.error.mean.percentText()),
      meaning: "\(first.method)\(interval).\(others)")
  }

  private var crossingCard: Card? {
    let comparison = FamilyComparison(.scattering, .network, findings)
    guard comparison.crossings.count == 1, let crossing = comparison.crossings.first,
      let count = crossing.labelCount
    else {
      return nil
    }
    return Card(
      "Scattering and networks cross", Number(count, as: "≈ \(FamilyComparisonText.rounded(count))"),
      meaning: "labels, between \(crossing.below) and \(crossing.above). "
        + (comparison.isSettled
          ? "The paired test settles the order on both sides."
          : "Not settled: the paired test does not settle the order on both sides."))
  }

  /// How much less the best of scattering misses than the best network at the fewest labels.
  private var gapCard: Card? {
    guard let pair = FamilyComparison(.scattering, .network, findings).pairs.first else { return nil }
    let gap = pair.second.error.mean - pair.first.error.mean
    let interval =
      findings.difference(pair.second, pair.first).map { "; 95 % interval \(ComparisonText.points($0))" }
      ?? ""
    return Card(
      "Network minus scattering at \(pair.labelCount)",
      Number(gap, as: "\((gap * 100).text(decimals: 2)) points"),
      meaning: "of error: \(pair.second.method) against \(pair.first.method)\(interval). "
        + (pair.verdict == .undecided ? "The paired test does not settle it." : "Settled by the paired test.")
    )
  }

  private var consistencyCard: Card? {
    guard let best = report.consistency.max(by: { $0.share.median < $1.share.median }) else { return nil }
    return Card(
      "Highest shift consistency", Number(best.share.median, as: best.share.median.percentText(1)),
      meaning:
        "\(best.method), shifts of up to \(best.largestShift) px; 95 % interval \(best.share.low.percentText(1)) to "
        + "\(best.share.high.percentText(1)).")
  }

  var warnings: [ComparisonNotice] { ComparisonNotice.all(of: findings) }
  var areWarnings: Bool { !warnings.isEmpty || !report.notices.isEmpty }

  /// What was left out and what failed, or that nothing did.
  var notices: [String] {
    areWarnings
      ? warnings.map(\.message) + report.notices
      : [
        "All checks hold: every bound is in order, every interval knows of training sets and test images, and nothing was left out."
      ]
  }
}
