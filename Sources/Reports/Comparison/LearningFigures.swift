import Comparison
import Plots
import Stability

/// Errors against the number of labels, and what they cost.
struct LearningFigures {
  let report: ComparisonReport
  let styles: ComparisonStyles
  private let anchors: PublishedAnchors
  private let rows: [LearningRow]

  init(_ report: ComparisonReport, styles: ComparisonStyles) {
    (self.report, self.styles, anchors) = (report, styles, PublishedAnchors(report.dataset))
    rows = report.learning.filter { $0.error.mean.isFinite }
  }

  /// Methods that learned something, in the report’s order.
  var names: [String] {
    let learned = Set(rows.map(\.method))
    return (report.methods.map(\.name) + rows.map(\.method)).unique.filter(learned.contains)
  }

  var controls: Controls {
    Controls(groups: [
      styles.keys(names, stroked: true), [Controls.Key("95 % interval", layer: "band", sample: .band)],
    ])
  }

  var figures: [Figure] {
    guard !rows.isEmpty else { return [] }
    return Set(rows.map(\.labelCount)).count == 1 ? [single] : [errors] + [relative].compactMap(\.self)
  }

  /// Errors at the only number of labels: points with bars, the lowest on top.
  private var single: Figure {
    let sorted = rows.sorted { $0.error.mean < $1.error.mean }
    let ends = sorted.flatMap { [$0.error.range.lowerBound, $0.error.range.upperBound] }.map { $0 * 100 }
    let plot = IntervalPlot(
      title: "Error at \(Format.count(sorted[0].labelCount, "label"))", description: description,
      x: .fitting(ends, label: "test error (%)"),
      series: sorted.map { row in
        let style = styles[row.method]
        return Series(
          row.method, points: [Point(row.error.mean * 100, 0)], intervals: [row.error.range.scaled(100)],
          color: style.color, hasMarkers: true, marker: style.marker, endLabel: row.method,
          layers: style.layer, rowName: "point", notes: [Self.note(row)])
      }, width: 440)
    return Figure(
      plot.drawing(),
      caption: "Mean over repetitions with its 95 % interval, the lowest on top." + anchors.text)
  }

  private var errors: Figure {
    let ends = rows.flatMap { [$0.error.mean, $0.error.range.lowerBound, $0.error.range.upperBound] }
    let values = ends.map { $0 * 100 } + anchors.errors
    let plot = LinePlot(
      title: "Error against number of labels", description: description,
      x: .labelCounts(rows.map(\.labelCount)), y: .measured(values, label: "test error (%)"),
      series: names.map(series), references: anchors.lines, naming: .ends, width: 400, height: 360)
    return Figure(
      plot.drawing(),
      caption: "Mean over repetitions with its 95 % interval, both axes logarithmic." + zeros
        + anchors.caption)
  }

  private var zeros: String {
    rows.contains { $0.error.mean <= 0 }
      ? " Errors of zero have no position on a logarithmic axis and are left out." : ""
  }

  private var description: String {
    let text = names.compactMap { name -> String? in
      let rows = rows(of: name)
      guard let first = rows.first, let last = rows.last else { return nil }
      let start = "\(name) \(first.error.mean.percentText()) at \(first.labelCount)"
      return rows.count == 1 ? start : start + ", \(last.error.mean.percentText()) at \(last.labelCount)"
    }
    let axes = Set(rows.map(\.labelCount)).count > 1 ? " against number of labels, both logarithmic" : ""
    return "Test error in per cent\(axes). \(text.joined(separator: "; "))."
  }

  private func rows(of name: String) -> [LearningRow] {
    rows.filter { $0.method == name }.sorted { $0.labelCount < $1.labelCount }
  }

  private func series(_ name: String) -> Series {
    let (rows, style) = (rows(of: name), styles[name])
    return Series(
      name, points: rows.map { Point(Double($0.labelCount), $0.error.mean * 100) },
      intervals: rows.map { $0.error.range.scaled(100) }, color: style.color, stroke: style.stroke,
      hasMarkers: true, marker: style.marker, endLabel: name.tied, layers: style.layer,
      rows: Array(rows.indices), rowName: "point", notes: rows.map(Self.note))
  }

  private static func note(_ row: LearningRow) -> String {
    Note(
      "\(row.method), \(Format.count(row.labelCount, "label"))",
      [
        ("error", ComparisonText.error(row.error)), ("repetitions", "\(row.error.count)"),
        ("training", "\(Format.digits(row.trainingSeconds)) s"),
        ("inference", "\(Format.digits(row.inferenceSeconds * 1000)) ms a sample"),
      ]
    ).text
  }

  /// Errors as ratios to the leader's, where the curves of the first figure lie close.
  private var relative: Figure? {
    let leaders = Dictionary(grouping: rows, by: \.labelCount).compactMapValues { $0.map(\.error.mean).min() }
    guard names.count > 1, leaders.values.allSatisfy({ $0 > 0 }) else { return nil }
    let scaled = names.map { name -> Series in
      var series = series(name)
      let leads = rows(of: name).map { leaders[$0.labelCount] ?? 1 }
      series.points = zip(rows(of: name), leads).map { Point(Double($0.labelCount), $0.error.mean / $1) }
      series.intervals = zip(rows(of: name), leads).map { $0.error.range.scaled(1 / $1) }
      return series
    }
    let ends = scaled.flatMap { $0.intervals.flatMap { [$0.lowerBound, $0.upperBound] } }
    let plot = LinePlot(
      title: "Error over the lowest at each number of labels",
      description: "Test errors divided by the lowest mean at each number of labels; 1 leads.",
      x: .labelCounts(rows.map(\.labelCount)), y: .measured(ends + [1], label: "error / lowest error"),
      series: scaled, references: [ReferenceLine("lowest", at: 1, labelEnd: .start, isBelow: true)],
      naming: .ends, width: 400, height: 360)
    return Figure(
      plot.drawing(),
      caption:
        "Means and intervals of the test error, divided by the lowest mean at each number of labels (the leader’s own variation is not "
        + "divided out): where the dashed line is, a method leads.")
  }
}

extension String {
  /// The name with equations kept on one line.
  var tied: String { replacing(" = ", with: "\u{A0}=\u{A0}") }
}

/// Published accuracies that the errors are read against: only where they were reached on the same data.
struct PublishedAnchors {
  let lines: [ReferenceLine]
  /// The errors of the series, per cent.
  let errors: [Double]

  /// Fashion-MNIST, by its authors’ list of results, all of its 60,000 labels: HOG and a support-vector machine 92.6 %;
  /// networks of two convolutions 87.6 to 92.5 %.
  init(_ dataset: ComparisonDataset) {
    guard dataset.name.lowercased().contains("fashion") else {
      (lines, errors) = ([], [])
      return
    }
    errors = [7.4, 7.5, 12.4]
    lines = [
      ReferenceLine("HOG + SVM, published: 7.4", at: 7.4, labelEnd: .start, isBelow: true),
      ReferenceLine("CNNs, published: from 7.5", at: 7.5, labelEnd: .start),
      ReferenceLine("CNNs, published: to 12.4", at: 12.4, labelEnd: .start),
    ]
  }

  /// What is published, where there are no lines of it.
  var text: String {
    lines.isEmpty
      ? ""
      : " Published errors on the same test set, learned from all 60000 labels: HOG and a support-vector machine 7.4 %, networks of two "
        + "convolutions 7.5 to 12.4 % (list of results of Fashion-MNIST’s authors)."
  }

  var caption: String { lines.isEmpty ? "" : " Dashed lines are published errors." + text }
}
