import Comparison
import Plots
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
        + rows.map { "\($0.method) \($0.share.median.percentText(1))" }.joined(separator: "; ") + ".",
      bars: rows.map {
        BarPlot.Bar(
          $0.method.tied, $0.share.median * 100, text: $0.share.median.percentText(1),
          color: styles[$0.method].color, interval: $0.share.range.scaled(100))
      }, width: 380
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
      columns: ["Method", "Largest shift (px)", "Share (%)"],
      rows: report.consistency.map {
        [
          styles.cell($0.method), .number(Number(Double($0.largestShift), decimals: 0)),
          Self.share($0.share),
        ]
      }, isSortable: true)
  }

  static func share(_ share: Interval) -> Table.Cell {
    .interval(
      LearningTables.percent(share.median), low: LearningTables.percent(share.low),
      high: LearningTables.percent(share.high))
  }

  private var names: [String] { report.deformedAccuracy.map(\.method).unique }

  var controls: Controls {
    var lines = [Controls.Key("95 % interval", layer: "band", sample: .band)]
    if report.deformedAccuracy.contains(where: { $0.certified != nil }) {
      lines.append(Controls.Key("certified accuracy", layer: "certified", sample: .curve(.ink, .dotted)))
    }
    return Controls(groups: [styles.keys(names, stroked: false), lines])
  }

  /// One figure a kind of deformation, all with the same axis upwards; and where something is proven, another of that.
  var accuracy: [Figure] {
    let kinds = DeformationKind.inOrder(report.deformedAccuracy.map(\.kind))
    let proven = DeformationKind.inOrder(report.deformedAccuracy.filter(Self.isProven).map(\.kind))
    return kinds.map(accuracy) + proven.map(certified)
  }

  /// Whether something is proven of a deformation that does deform.
  private static func isProven(_ row: DeformedAccuracyRow) -> Bool {
    row.certified != nil && row.amplitude > 0
  }

  private func accuracy(_ kind: DeformationKind) -> Figure {
    let rows = report.deformedAccuracy.filter { $0.kind == kind }
    let ends = report.deformedAccuracy.flatMap {
      [$0.accuracy.range.lowerBound * 100, $0.accuracy.range.upperBound * 100]
    }
    return figure(
      "\(kind.title): accuracy", rows, x: amplitudes, y: .fitting(ends, label: "test accuracy (%)"),
      names.compactMap { measured($0, rows) },
      caption: kind.explanation(rank: 2) + " Means over images with 95 % intervals.")
  }

  /// Certified and measured accuracy, from zero; amplitudes logarithmic, for what is proven is of small ones.
  private func certified(_ kind: DeformationKind) -> Figure {
    let rows = report.deformedAccuracy.filter { $0.kind == kind && Self.isProven($0) }
    let ends = rows.flatMap { [$0.accuracy.range.upperBound * 100, ($0.certified ?? 0) * 100] }
    return figure(
      "\(kind.title): certified accuracy", rows,
      x: .logarithmic(rows.map(\.amplitude), label: Self.amplitudeLabel, apart: 2.3),
      y: .fitting(ends, label: "test accuracy (%)", includingZero: true),
      names.flatMap { name in [proven(name, rows), measured(name, rows)].compactMap(\.self) },
      caption:
        "Solid: measured. Dotted: the share of images proven to keep their right class under every deformation of the size."
    )
  }

  private func figure(
    _ title: String, _ rows: [DeformedAccuracyRow], x: Axis, y: Axis, _ series: [Series], caption: String
  ) -> Figure {
    let text = names.compactMap { name -> String? in
      let own = rows.filter { $0.method == name }.sorted { $0.amplitude < $1.amplitude }
      guard let first = own.first, let last = own.last else { return nil }
      return "\(name) from \(first.accuracy.median.percentText(1)) at \(first.amplitude.shortText) px to "
        + "\(last.accuracy.median.percentText(1)) at \(last.amplitude.shortText) px"
    }
    let plot = LinePlot(
      title: title,
      description: "\(title) of test images against amplitude: \(text.joined(separator: "; ")).",
      x: x, y: y, series: series, naming: .ends, width: 380, height: 310)
    return Figure(plot.drawing(), caption: caption)
  }

  private static let amplitudeLabel = "sup|τ| (pixels)"

  /// The axis of amplitudes from zero, with room for half a marker; the amplitudes themselves are marked where they are few.
  private var amplitudes: Axis {
    let amplitudes = Set(report.deformedAccuracy.map(\.amplitude)).filter { $0.isFinite && $0 >= 0 }.sorted()
    let most = amplitudes.last.map { $0 > 0 ? $0 : 1 } ?? 1
    let marks = amplitudes.filter { $0 == 0 || $0 >= most / 12 }
    return Axis(
      Self.amplitudeLabel, domain: -0.04 * most...1.04 * most, tickValues: marks.count <= 7 ? marks : nil)
  }

  private func proven(_ name: String, _ rows: [DeformedAccuracyRow]) -> Series? {
    let own = rows.filter { $0.method == name }.sorted { $0.amplitude < $1.amplitude }
    let points = own.compactMap { row in row.certified.map { Point(row.amplitude, $0 * 100) } }
    guard !points.isEmpty else { return nil }
    let style = styles[name]
    return Series(
      "\(name), certified", points: points, color: style.color, stroke: .dotted, endLabel: "certified",
      layers: "\(style.layer) certified")
  }

  private func measured(_ name: String, _ rows: [DeformedAccuracyRow]) -> Series? {
    let own = rows.filter { $0.method == name }.sorted { $0.amplitude < $1.amplitude }
    guard !own.isEmpty else { return nil }
    let style = styles[name]
    return Series(
      name, points: own.map { Point($0.amplitude, $0.accuracy.median * 100) },
      intervals: own.map { $0.accuracy.range.scaled(100) }, color: style.color, hasMarkers: true,
      marker: style.marker, endLabel: name.tied, layers: style.layer, rows: Array(own.indices),
      rowName: "point", notes: own.map(Self.note))
  }

  private static func note(_ row: DeformedAccuracyRow) -> String {
    Note(
      "\(row.method), \(row.kind.title.lowercased()), \(row.amplitude.shortText) px",
      [("accuracy", Note.interval(row.accuracy))]
        + (row.certified.map { [("certified", $0.percentText())] } ?? [])
    ).text
  }

  var accuracyTable: Table {
    Table(
      caption:
        "Accuracy on deformed test images in per cent with its 95 % interval, and the share proven to keep its right class under "
        + "every deformation of the size; a dash where nothing is proven.",
      columns: ["Method", "Kind", "Amplitude (px)", "Accuracy (%)", "Certified (%)"],
      rows: report.deformedAccuracy.map { row in
        [
          styles.cell(row.method), .text(row.kind.title),
          .number(Number(row.amplitude, as: row.amplitude.shortText)),
          Self.share(row.accuracy), row.certified.map { .number(LearningTables.percent($0)) } ?? .missing,
        ]
      }, textColumns: [1], isSortable: true, isLarge: true)
  }
}
