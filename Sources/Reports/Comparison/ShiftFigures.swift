import Comparison
import Stability

/// Agreement under shifts, and accuracy under deformations.
struct ShiftFigures {
  let report: ComparisonReport
  let styles: ComparisonStyles

  /// One figure a size of shift.
  var consistency: [Figure] {
    Set(report.consistency.map(\.largestShift)).sorted().map { shift in
      consistency(report.consistency.filter { $0.largestShift == shift }, shift)
    }
  }

  private func consistency(_ rows: [ConsistencyRow], _ shift: Int) -> Figure {
    let drawing = BarPlot(
      title: "Shift consistency, up to \(shift) px",
      description: "Share of pairs of shifts of one image that get the same class: "
        + rows.map { "\($0.contestant) \($0.share.median.percentText(1))" }.joined(separator: "; ") + ".",
      bars: rows.map {
        BarPlot.Bar(
          $0.contestant.tied, $0.share.median * 100, text: $0.share.median.percentText(1),
          color: styles[$0.contestant].color, interval: $0.share.range.scaled(100))
      }, width: 420
    ).drawing()
    return Figure(
      drawing,
      caption:
        "Share of pairs of shifts of one test image, up to \(shift) pixels along each axis, that get the same class, in per cent "
        + "(Zhang 2019), with its 95 % interval. Bars start at 0.")
  }

  var consistencyTable: Table {
    Table(
      caption: "Shift consistency: the share of pairs that agree, with its 95 % interval.",
      columns: ["Contestant", "Largest shift (px)", "Share (%)"],
      rows: report.consistency.map {
        [
          styles.cell($0.contestant), .number(Number(Double($0.largestShift), decimals: 0)),
          Self.share($0.share),
        ]
      }, isSortable: true)
  }

  static func share(_ share: Interval) -> Table.Cell {
    .interval(
      LearningTables.percent(share.median), low: LearningTables.percent(share.low),
      high: LearningTables.percent(share.high))
  }

  private var names: [String] { report.deformedAccuracy.map(\.contestant).unique }

  var controls: Controls {
    var lines = [Controls.Key("95 % interval", layer: "band", sample: .band)]
    if report.deformedAccuracy.contains(where: { $0.certified != nil }) {
      lines.append(Controls.Key("certified accuracy", layer: "certified", sample: .curve(.ink, .dotted)))
    }
    return Controls(groups: [styles.keys(names, stroked: false), lines])
  }

  /// One figure a kind of deformation, all with the same axis upwards.
  var accuracy: [Figure] { DeformationKind.inOrder(report.deformedAccuracy.map(\.kind)).map(accuracy) }

  private func accuracy(_ kind: DeformationKind) -> Figure {
    let rows = report.deformedAccuracy.filter { $0.kind == kind }
    let series = names.flatMap { name in curves(name, rows.filter { $0.contestant == name }) }
    let words = names.compactMap { name -> String? in
      let own = rows.filter { $0.contestant == name }.sorted { $0.amplitude < $1.amplitude }
      guard let first = own.first, let last = own.last else { return nil }
      return "\(name) from \(first.accuracy.median.percentText(1)) at \(first.amplitude.shortText) px to "
        + "\(last.accuracy.median.percentText(1)) at \(last.amplitude.shortText) px"
    }
    let plot = LinePlot(
      title: "\(kind.title): accuracy",
      description: "Accuracy on deformed test images against amplitude: \(words.joined(separator: "; ")).",
      x: amplitudes, y: accuracies, series: series, naming: .ends, width: 420, height: 310)
    return Figure(plot.drawing(), caption: kind.explanation)
  }

  private var amplitudes: Axis {
    let most = report.deformedAccuracy.map(\.amplitude).filter(\.isFinite).max() ?? 1
    return .fitting([0, most > 0 ? most : 1], label: "sup|τ| (pixels)", includingZero: true)
  }

  private var accuracies: Axis {
    .fitting(
      report.deformedAccuracy.flatMap {
        [$0.accuracy.range.lowerBound, $0.accuracy.range.upperBound, $0.certified ?? $0.accuracy.median]
      }.map { $0 * 100 }, label: "test accuracy (%)")
  }

  private func curves(_ name: String, _ rows: [DeformedAccuracyRow]) -> [Series] {
    let (rows, style) = (rows.sorted { $0.amplitude < $1.amplitude }, styles[name])
    guard !rows.isEmpty else { return [] }
    let certified = rows.compactMap { row in row.certified.map { Point(row.amplitude, $0 * 100) } }
    let proven = Series(
      "\(name), certified", points: certified, color: style.color, stroke: .dotted,
      layers: "\(style.layer) certified")
    let measured = Series(
      name, points: rows.map { Point($0.amplitude, $0.accuracy.median * 100) },
      intervals: rows.map { $0.accuracy.range.scaled(100) }, color: style.color, hasMarkers: true,
      marker: style.marker, endLabel: name.tied, layers: style.layer, rows: Array(rows.indices),
      rowName: "point", notes: rows.map(Self.note))
    return (certified.isEmpty ? [] : [proven]) + [measured]
  }

  private static func note(_ row: DeformedAccuracyRow) -> String {
    Note(
      "\(row.contestant), \(row.kind.title.lowercased()), \(row.amplitude.shortText) px",
      [("accuracy", Note.interval(row.accuracy))]
        + (row.certified.map { [("certified", $0.percentText())] } ?? [])
    ).text
  }

  var accuracyTable: Table {
    Table(
      caption:
        "Accuracy on deformed test images in per cent with its 95 % interval, and the share proven to keep its right class under "
        + "every deformation of the size; a dash where nothing is proven.",
      columns: ["Contestant", "Kind", "Amplitude (px)", "Accuracy (%)", "Certified (%)"],
      rows: report.deformedAccuracy.map { row in
        [
          styles.cell(row.contestant), .words(row.kind.title),
          .number(Number(row.amplitude, as: row.amplitude.shortText)),
          Self.share(row.accuracy), row.certified.map { .number(LearningTables.percent($0)) } ?? .missing,
        ]
      }, wordColumns: [1], isSortable: true, isLarge: true)
  }
}
