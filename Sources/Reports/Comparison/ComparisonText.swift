import Comparison
import Numerical
import Plots

/// The sentences and cards of the comparison page: made of its numbers, they claim an order only where the paired test does.
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
    Errors are shares of test samples misclassified. Intervals are 95 %: of mean errors over training sets and test samples, as far as there are \
    several training sets, of the others by bootstrap. An order is claimed where the paired test of two methods settles it at 5 %, adjusted \
    for all comparisons at that number of labels. Every number of this page is exact in the JSON document of the same run.
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
    let equals = findings.equals(of: ranking)
    let names = Self.list(equals.map { "\($0.method) (\(share($0)))" })
    let comparisons = Format.count(findings.comparisonCount(at: count), "comparison")
    let text =
      equals.isEmpty
      ? "lower than all others by the paired test, \(comparisons) paid for, the nearest being \(next.method) with \(error(next))."
      : "the paired test, \(comparisons) paid for, does not tell it apart from \(names)."
    return text + caveat(first)
  }

  /// The sentence that intervals and test leave out other training images, where they do.
  private func caveat(_ row: LearningRow) -> String {
    guard findings.leavesOutTraining(row) else { return "" }
    let reason =
      findings.learnsFromAll(row)
      ? "All repetitions learned from the same samples" : "There was one repetition"
    return
      " \(reason), so this says what other test samples would change, and nothing of other training samples."
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
      case .first: "less than \(second.method) with \(error(second)), settled by the paired test."
      case .second: "more than \(second.method) with \(error(second)), settled by the paired test."
      case .undecided:
        "\(second.method) \(error(second)): the paired test shows no order."
      }
    return "At \(labels(pair.labelCount)), \(first.method) has an error of \(error(first)), \(relation)"
  }

  func error(_ row: LearningRow) -> String { Self.error(row.error) }

  static func error(_ error: MeanInterval) -> String {
    guard error.isInterval else { return error.mean.percentText() }
    let ends = [error.range.lowerBound, error.range.upperBound].map { ($0 * 100).text(decimals: 2) }
    return "\(error.mean.percentText()) (95 % interval \(ends[0]) to \(ends[1]))"
  }

  /// `-1.20 to 0.35 points`, of an interval of a difference of errors.
  static func points(_ interval: MeanInterval) -> String {
    let ends = [interval.low, interval.high].map { ($0 * 100).text(decimals: 2) }
    return "\(ends[0]) to \(ends[1]) points"
  }

  private func share(_ row: LearningRow) -> String { row.error.mean.percentText() }
  private func labels(_ count: Int) -> String { Format.count(count, "label") }

  /// Names with commas and a last `and`.
  static func list(_ names: [String]) -> String {
    guard names.count > 1, let last = names.last else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }
}
