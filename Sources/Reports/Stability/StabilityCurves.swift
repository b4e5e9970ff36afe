import Files
import Plots
import Stability

/// Distance against amplitude, one figure a kind of deformation, all with the same axes.
struct StabilityCurves {
  let styles: RepresentationStyles
  private let rank: Int
  private let rows: [(offset: Int, row: StabilityRow)]

  init(_ report: StabilityReport, styles: RepresentationStyles) {
    (self.styles, rank) = (styles, report.rank)
    rows = report.rows.enumerated().filter { $1.part == "all" }.map { (offset: $0, row: $1) }
  }

  var figures: [Figure] { DeformationKind.inOrder(rows.map(\.row.kind)).map(figure) }

  private func figure(_ kind: DeformationKind) -> Figure {
    Figure(plot(kind).drawing(), caption: kind.explanation(rank: rank))
  }

  private func plot(_ kind: DeformationKind) -> LinePlot {
    let curves = styles.drawn.map { name in
      RepresentationCurves(
        name: name, rows: rows.filter { $0.row.kind == kind && $0.row.representation == name },
        styles: styles)
    }
    let series = curves.flatMap(\.bounds) + curves.compactMap(\.median)
    return LinePlot(
      title: kind.title, description: description(kind, curves), x: amplitudeAxis, y: distanceAxis,
      series: series, naming: .ends, width: 380, height: 300)
  }

  private func description(_ kind: DeformationKind, _ curves: [RepresentationCurves]) -> String {
    let ranges = curves.compactMap(\.rangeText)
    return "Distance relative to the \(styles.noun.singular)’s norm against amplitude, both logarithmic. "
      + "\(kind.explanation(rank: rank)) Medians: \(ranges.joined(separator: "; "))."
  }

  /// Amplitudes, and room for half a marker; the amplitudes themselves are marked where they are few.
  private var amplitudeAxis: Axis {
    let amplitudes = Set(rows.map(\.row.amplitude)).filter { $0 > 0 && $0.isFinite }.sorted()
    guard let least = amplitudes.first, let most = amplitudes.last else {
      return Axis(amplitudeLabel, domain: 0.1...1, scale: .logarithmic)
    }
    let margin = most > least ? 1.15 : 2
    return Axis(
      amplitudeLabel, domain: least / margin...most * margin, scale: .logarithmic,
      tickValues: amplitudes.count <= 7 ? amplitudes : nil)
  }

  private var amplitudeLabel: String { "sup|τ| (\(styles.noun.samples))" }

  /// All that is measured and bounded down to a two-thousandth of the largest: an invariant representation
  /// would press all others together. A floor extends the axis by a factor of three at most.
  private var distanceAxis: Axis {
    let values = rows.filter { styles.drawn.contains($0.row.representation) }.flatMap { row in
      let certificate = styles.isLayer(row.row.representation) ? nil : row.row.certificate
      let family = styles.isLayer(row.row.representation) ? nil : row.row.familyBound
      return [row.row.distance.median, row.row.worstCase, certificate, family].compactMap(\.self)
    }
    let positive = values.filter { $0 > 0 && $0.isFinite }
    let visible = positive.filter { $0 >= (positive.max() ?? 0) / 2000 }
    let floors = rows.compactMap(\.row.interpolationFloor).filter { $0 > (visible.min() ?? 0.1) / 3 }
    return .fitting(visible + floors, label: "distance / ‖x‖", scale: .logarithmic)
  }
}

/// The curves of one representation under one kind of deformation.
struct RepresentationCurves {
  let name: String
  private let styles: RepresentationStyles
  private let rows: [(offset: Int, row: StabilityRow)]

  init(name: String, rows: [(offset: Int, row: StabilityRow)], styles: RepresentationStyles) {
    (self.name, self.styles) = (name, styles)
    self.rows = rows.sorted { $0.row.amplitude < $1.row.amplitude }
  }

  /// The measured distances with their interval; nil if there are none.
  var median: Series? {
    guard !rows.isEmpty else { return nil }
    return Series(
      name, points: rows.map { Point($0.row.amplitude, $0.row.distance.median) },
      intervals: rows.map(Self.interval), color: styles.color(name), hasMarkers: true,
      marker: styles.marker(name), endLabel: name, layers: styles.layer(name), rows: rows.map(\.offset))
  }

  /// What was found by search, what is certified, and what interpolation alone may do, where there is any.
  var bounds: [Series] {
    [
      series("interpolation floor", .solid, .soft, layer: "floor") { $0.interpolationFloor },
      series("certificate", .dotted, styles.color(name), layer: "certificate") {
        styles.isLayer(name) ? nil : $0.certificate
      },
      series("bound over the family", .dashDotted, styles.color(name), layer: "family") {
        styles.isLayer(name) ? nil : $0.familyBound
      },
      series("worst case", .dashed, styles.color(name), layer: "worst") { $0.worstCase },
    ].compactMap(\.self)
  }

  private func series(
    _ text: String, _ stroke: Series.Stroke, _ color: ThemeColor, layer: String,
    _ value: (StabilityRow) -> Double?
  ) -> Series? {
    let points = rows.compactMap { row in value(row.row).map { Point(row.row.amplitude, $0) } }
    guard !points.isEmpty else { return nil }
    return Series(
      "\(name), \(text)", points: points, color: color, stroke: stroke,
      layers: "\(styles.layer(name)) \(layer)")
  }

  /// The interval, turned about should its ends be out of order.
  private static func interval(_ row: (offset: Int, row: StabilityRow)) -> ClosedRange<Double> {
    let (low, high) = (row.row.distance.low, row.row.distance.high)
    guard low.isFinite, high.isFinite else { return 0...0 }
    return min(low, high)...max(low, high)
  }

  private var noun: SignalNoun { styles.noun }

  /// The name, and the medians at the least and the largest amplitude.
  var rangeText: String? {
    guard let first = rows.first?.row, let last = rows.last?.row else { return nil }
    let start = first.distance.median.text(significant: 3)
    guard rows.count > 1 else { return "\(name) \(start) at \(first.amplitude.shortText) \(noun.unit)" }
    return "\(name) from \(start) at \(first.amplitude.shortText) \(noun.unit) to "
      + "\(last.distance.median.text(significant: 3)) at \(last.amplitude.shortText) \(noun.unit)"
  }
}
