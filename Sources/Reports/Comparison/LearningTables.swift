import Comparison
import Numerical
import Plots

/// Every error and every cost.
struct LearningTables {
  let report: ComparisonReport
  let styles: ComparisonStyles

  /// Test errors: a row a method, a column a number of labels.
  var errors: Table? {
    let counts = Set(report.learning.map(\.labelCount)).sorted()
    guard !counts.isEmpty else { return nil }
    return Table(
      caption:
        "Test error in per cent, mean over repetitions and its 95 % interval, by number of labels (repetitions in brackets).",
      columns: ["Method"] + counts.map { "\($0) (\(repetitions(at: $0)))" },
      rows: report.learning.map(\.method).unique.map { name in
        [styles.cell(name)]
          + counts.map { count in
            report.learning.first { $0.method == name && $0.labelCount == count }.map(Self.error)
              ?? .missing
          }
      }, isSortable: true, isLarge: true)
  }

  /// Paired comparisons: a row two methods at a number of labels, those that are settled first.
  var comparisons: Table? {
    guard !report.comparisons.isEmpty else { return nil }
    let rows = report.comparisons.sorted {
      ($0.labelCount, $0.adjustedP, $0.p) < ($1.labelCount, $1.adjustedP, $1.p)
    }
    return Table(
      caption:
        "Every two methods on the same training and test samples: the first’s error minus the second’s in percentage points with its 95 % "
        + "interval, the probability p of such a difference were there none, and p adjusted for all comparisons at that number of labels.",
      columns: ["First", "Second", "Labels", "Difference (points)", "p", "Adjusted p", "Lower error"],
      rows: rows.map { row in
        [
          styles.cell(row.first), styles.cell(row.second),
          .number(Number(Double(row.labelCount), decimals: 0)), Self.error(row.difference),
          .measured(row.p), .measured(row.adjustedP),
          .text(row.isSettled ? (row.difference.mean < 0 ? row.first : row.second) : "not settled"),
        ]
      }, textColumns: [1, 6], isSortable: true, isLarge: true)
  }

  private func repetitions(at count: Int) -> String {
    let numbers = Set(report.learning.filter { $0.labelCount == count }.map(\.error.count)).sorted()
    guard let first = numbers.first, let last = numbers.last else { return "0" }
    return first == last ? "\(first)" : "\(first) to \(last)"
  }

  static func error(_ row: LearningRow) -> Table.Cell { error(row.error) }

  private static func error(_ error: MeanInterval) -> Table.Cell {
    let number = percent(error.mean)
    guard error.isInterval else { return .number(number) }
    return .interval(number, low: percent(error.low), high: percent(error.high))
  }

  /// The share as it is, written in per cent.
  static func percent(_ share: Double) -> Number { Number(share, as: (share * 100).text(decimals: 2)) }

  /// The time that every method took and the hyperparameters chosen, by number of labels.
  var trainings: Table? {
    guard !report.learning.isEmpty else { return nil }
    return Table(
      caption:
        "Every method at every number of labels: the error of each repetition in per cent, mean seconds to tune and train "
        + "(features included), mean milliseconds to classify one test sample (features included), and the hyperparameters "
        + "chosen.",
      columns: [
        "Method", "Labels", "Error (%)", "Training (s)", "Inference (ms/sample)",
        "Hyperparameters chosen", "Each repetition (%)",
      ],
      rows: report.learning.map { row in
        [
          styles.cell(row.method), .number(Number(Double(row.labelCount), decimals: 0)), Self.error(row),
          .measured(row.trainingSeconds),
          .number(Number(row.inferenceSeconds, as: Format.digits(row.inferenceSeconds * 1000))),
          .text(Self.chosen(row)),
          .text(row.errors.map { ($0 * 100).text(decimals: 2) }.joined(separator: ", ")),
        ]
      }, textColumns: [5, 6], isSortable: true, isLarge: true)
  }

  /// Each choice of hyperparameters once, with how often it was made.
  private static func chosen(_ row: LearningRow) -> String {
    row.chosen.unique.map { setting in
      let times = row.chosen.filter { $0 == setting }.count
      return row.chosen.count > 1 ? "\(setting) (\(times)×)" : setting
    }.joined(separator: "; ")
  }

  /// The methods and the effort of tuning each.
  var methods: Table? {
    guard !report.methods.isEmpty else { return nil }
    return Table(
      caption:
        "The methods: length of the vector that describes one sample before the classifier, parameters learned, and "
        + "hyperparameters tried at each number of labels. A dash: there is no such number.",
      columns: ["Method", "Family", "Dimension", "Parameters", "Hyperparameters tried", "Made of"],
      rows: report.methods.map {
        [
          styles.cell($0.name), .text($0.family.title), Self.count($0.dimension),
          Self.count($0.parameterCount),
          Self.count($0.candidateCount), .text($0.detail),
        ]
      }, textColumns: [1, 5], isSortable: true, isLarge: true)
  }

  private static func count(_ number: Int?) -> Table.Cell {
    number.map { .number(Number(Double($0), decimals: 0)) } ?? .missing
  }
}
