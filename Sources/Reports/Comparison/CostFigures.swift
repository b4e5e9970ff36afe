import Comparison
import Plots

/// Accuracy against the time it takes, at the largest number of labels that all learned from.
struct CostFigures {
  private let rows: [LearningRow]
  private let styles: ComparisonStyles
  let labelCount: Int?

  init(_ report: ComparisonReport, styles: ComparisonStyles) {
    let findings = ComparisonFindings(report)
    (self.styles, labelCount) = (styles, findings.commonCount)
    rows = labelCount.map(findings.ranking) ?? []
  }

  var figures: [Figure] {
    guard let labelCount, !rows.isEmpty else { return [] }
    return [
      figure(
        "Accuracy against time to train", axis: "tuning and training (s)", at: labelCount,
        caption: "Seconds to tune and train, features included, mean over repetitions."
      ) { $0.trainingSeconds },
      figure(
        "Accuracy against time to classify", axis: "inference (ms/sample)", at: labelCount,
        caption: "Milliseconds to classify one test sample, features included."
      ) { $0.inferenceSeconds * 1000 },
    ]
  }

  private func figure(
    _ title: String, axis: String, at count: Int, caption: String, _ cost: (LearningRow) -> Double
  ) -> Figure {
    let ends = rows.flatMap { [$0.error.range.lowerBound, $0.error.range.upperBound] }.map { 100 - $0 * 100 }
    let descriptions = rows.map {
      "\($0.method) \(Format.digits(cost($0))), \((1 - $0.error.mean).percentText())"
    }
    let plot = ScatterPlot(
      title: title,
      description:
        "Test accuracy at \(count) labels against \(axis), logarithmic: \(descriptions.joined(separator: "; ")).",
      x: .fitting(rows.map(cost), label: axis, scale: .logarithmic),
      y: .fitting(ends, label: "test accuracy (%)"), series: rows.map { point($0, axis, cost($0)) })
    return Figure(
      plot.drawing(), caption: caption + " At \(count) labels; bars are 95 % intervals. Upper left is better."
    )
  }

  private func point(_ row: LearningRow, _ axis: String, _ cost: Double) -> Series {
    let style = styles[row.method]
    let range = row.error.range
    return Series(
      row.method, points: [Point(cost, 100 - row.error.mean * 100)],
      intervals: [100 - range.upperBound * 100...100 - range.lowerBound * 100], color: style.color,
      hasMarkers: true, marker: style.marker, endLabel: row.method, layers: style.layer, rowName: "point",
      notes: [
        Note(
          "\(row.method), \(Format.count(row.labelCount, "label"))",
          [
            ("accuracy", (1 - row.error.mean).percentText()), ("error", ComparisonText.error(row.error)),
            (axis, Format.digits(cost)),
          ]
        ).text
      ])
  }
}
