import Comparison
import Plots

/// A warning that the numbers of a comparison give rise to.
enum ComparisonNotice: Equatable, Sendable {
  /// Rows of layers that break random maximum <= worst case <= certificate.
  case disorder(rows: Int)
  /// Numbers of labels with one repetition, so that intervals leave out what other training images would do.
  case oneRepetition(labelCounts: [Int])
  /// Numbers of labels where all repetitions learned from the same images.
  case sameImages(labelCounts: [Int])
  /// Networks whose loss was not finite.
  case diverged(networks: [String])
  /// Mean errors that could not be computed.
  case missing(rows: Int)

  /// The warnings of a report, in the order in which the page states them.
  static func all(of findings: ComparisonFindings) -> [ComparisonNotice] {
    let report = findings.report
    let counts = { (rows: [LearningRow]) in Set(rows.map(\.labelCount)).sorted() }
    let same = counts(report.learning.filter(findings.learnsFromAll))
    let single = counts(
      report.learning.filter { findings.leavesOutTraining($0) && !findings.learnsFromAll($0) })
    let disorder = report.layers.filter { !$0.isOrdered }.count
    let diverged = report.curves.filter { !$0.epochs.allSatisfy(\.loss.isFinite) }.map(\.network).unique
    let missing = report.learning.filter { !$0.error.mean.isFinite }.count
    return [
      disorder > 0 ? .disorder(rows: disorder) : nil,
      single.isEmpty ? nil : .oneRepetition(labelCounts: single),
      same.isEmpty ? nil : .sameImages(labelCounts: same),
      diverged.isEmpty ? nil : .diverged(networks: diverged), missing > 0 ? .missing(rows: missing) : nil,
    ].compactMap(\.self)
  }

  var message: String {
    switch self {
    case .disorder(let rows):
      "\(Format.count(rows, "row")) of the layers break random maximum ≤ worst case ≤ certificate."
    case .oneRepetition(let counts):
      "At \(Self.list(counts)) labels there was one repetition: intervals and comparisons say what other test samples would change, and "
        + "nothing of other training samples."
    case .sameImages(let counts):
      "At \(Self.list(counts)) labels, all the training samples, repetitions learn from the same samples: intervals and comparisons say what "
        + "other test samples would change, and nothing of other training samples."
    case .diverged(let networks): "The loss was not finite in a training of \(ComparisonText.list(networks))."
    case .missing(let rows):
      "\(Format.count(rows, "mean error")) of learning could not be computed, and are left out."
    }
  }

  private static func list(_ counts: [Int]) -> String { ComparisonText.list(counts.map(String.init)) }
}
