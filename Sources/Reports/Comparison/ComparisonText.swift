import Comparison
import Numerical
import Plots

/// The sentences and cards of the comparison page: made of its numbers, they claim an order only where intervals are apart.
struct ComparisonText {
  let report: ComparisonReport
  let findings: ComparisonFindings

  init(_ report: ComparisonReport) { (self.report, findings) = (report, ComparisonFindings(report)) }

  var title: String {
    let number =
      report.methods.isEmpty ? "Networks" : Format.count(report.methods.count, "classifier")
    guard let first = findings.labelCounts.first, let last = findings.labelCounts.last else {
      return "\(number) on \(dataset)"
    }
    let labels = first == last ? "\(last)" : "\(first) to \(last)"
    return "\(number) on \(dataset), \(labels) labels"
  }

  /// The data set's name without its folder; the whole of it stands under how it was measured.
  private var dataset: String {
    report.dataset.name.split(separator: "/").last.map(String.init) ?? report.dataset.name
  }

  var lead: [String] {
    let counts = findings.labelCounts
    guard let fewest = counts.first, let most = counts.last else { return [] }
    let leaders = (fewest == most ? [fewest] : [fewest, most]).compactMap(leader)
    return leaders + [crossing, hybrid].compactMap(\.self)
  }

  var note: String {
    """
    Errors are shares of test images misclassified. Intervals are 95 %: of means over repetitions by Student’s t, of the others \
    by bootstrap. An order is called outside the intervals where two of them do not overlap. Every number of this page is exact \
    in the JSON document of the same run.
    """
  }

  /// Who has the lowest error, and of whom that cannot be said.
  func leader(at count: Int) -> String? {
    let ranking = findings.ranking(at: count)
    guard let first = ranking.first else { return nil }
    guard ranking.count > 1 else {
      return "At \(labels(count)), \(first.method) has an error of \(error(first))."
    }
    return "At \(labels(count)), \(first.method) has the lowest mean error: \(error(first)); "
      + support(of: ranking, at: count)
  }

  private func support(of ranking: [LearningRow], at count: Int) -> String {
    let (first, next) = (ranking[0], ranking[1])
    guard !findings.learnsFromAll(first) else {
      return
        "the next is \(next.method) with \(share(next)). All repetitions learned from the same images, so no order is "
        + "claimed."
    }
    guard first.error.isInterval else {
      return "the next is \(next.method) with \(share(next)). " + withoutInterval(first)
    }
    let equals = findings.equals(of: ranking)
    guard !equals.isEmpty else {
      return
        "the intervals of all others lie above its own, the nearest being \(next.method) with \(error(next))."
    }
    let names = Self.list(equals.map { "\($0.method) (\(share($0)))" })
    return "these data do not tell it apart from \(names)."
  }

  /// The sentence that one repetition, or several that do not differ, prove no order, and what the number of test images alone leaves open.
  private func withoutInterval(_ row: LearningRow) -> String {
    let sampling = testSampling(row).map {
      " The number of test images alone leaves \($0.text(significant: 2)) points on either side."
    }
    let reason =
      row.error.count == 1
      ? "One repetition has no interval" : "Repetitions that do not differ have no interval"
    return reason + ", so no order is claimed." + (sampling ?? "")
  }

  /// Half the 95 % interval of a share of the test images, percentage points, by the normal distribution.
  private func testSampling(_ row: LearningRow) -> Double? {
    let (error, count) = (row.error.mean, Double(report.dataset.testCount))
    guard count > 0, error > 0, error < 1 else { return nil }
    return 196 * (error * (1 - error) / count).squareRoot()
  }

  private var crossing: String? {
    FamilyComparisonText(FamilyComparison(.scattering, .network, findings)).sentence
  }

  /// The hybrid compared with the network at the most labels that both learned from.
  private var hybrid: String? {
    guard let pair = FamilyComparison(.hybrid, .network, findings).pairs.last else { return nil }
    let (first, second) = (pair.first, pair.second)
    let relation =
      switch pair.verdict {
      case .first: "less than \(second.method) with \(error(second)), outside the intervals."
      case .second: "more than \(second.method) with \(error(second)), outside the intervals."
      case .undecided:
        "\(second.method) \(error(second)): no order is shown."
      }
    return "At \(labels(pair.labelCount)), \(first.method) has an error of \(error(first)), \(relation)"
  }

  func error(_ row: LearningRow) -> String { Self.error(row.error) }

  static func error(_ error: MeanInterval) -> String {
    guard error.isInterval else { return error.mean.percentText() }
    let ends = [error.range.lowerBound, error.range.upperBound].map { ($0 * 100).text(decimals: 2) }
    return "\(error.mean.percentText()) (95 % interval \(ends[0]) to \(ends[1]))"
  }

  private func share(_ row: LearningRow) -> String { row.error.mean.percentText() }
  private func labels(_ count: Int) -> String { Format.count(count, "label") }

  /// Names with commas and a last `and`.
  static func list(_ names: [String]) -> String {
    guard names.count > 1, let last = names.last else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }
}
