import Stability

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
      series("worst case", .dashed, styles.color(name), layer: "worst") { $0.worstCase },
    ].compactMap(\.self)
  }

  private func series(
    _ words: String, _ stroke: Series.Stroke, _ color: ThemeColor, layer: String,
    _ value: (StabilityRow) -> Double?
  ) -> Series? {
    let points = rows.compactMap { row in value(row.row).map { Point(row.row.amplitude, $0) } }
    guard !points.isEmpty else { return nil }
    return Series(
      "\(name), \(words)", points: points, color: color, stroke: stroke,
      layers: "\(styles.layer(name)) \(layer)")
  }

  /// The interval, turned about should its ends be out of order.
  private static func interval(_ row: (offset: Int, row: StabilityRow)) -> ClosedRange<Double> {
    let (low, high) = (row.row.distance.low, row.row.distance.high)
    guard low.isFinite, high.isFinite else { return 0...0 }
    return min(low, high)...max(low, high)
  }

  /// The name, and the medians at the least and the largest amplitude.
  var rangeInWords: String? {
    guard let first = rows.first?.row, let last = rows.last?.row else { return nil }
    let start = first.distance.median.text(significant: 3)
    guard rows.count > 1 else { return "\(name) \(start) at \(first.amplitude.shortText) px" }
    return "\(name) from \(start) at \(first.amplitude.shortText) px to "
      + "\(last.distance.median.text(significant: 3)) at \(last.amplitude.shortText) px"
  }
}
