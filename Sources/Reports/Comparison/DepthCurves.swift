import Comparison
import Plots
import Stability

/// Curves over the depth of layers; what has no layers is a level line.
struct DepthCurves {
  let axis: Axis
  private let most: Int

  init(_ depths: some Sequence<Int>) {
    let depths = Array(depths)
    (axis, most) = (.depths(depths), max(depths.max() ?? 0, 1))
  }

  /// - Parameter rows: The depth, the value and its tooltip.
  func series(
    _ name: String, _ style: ComparisonStyles.Style, _ rows: [(Int, Interval, String)],
    label: String? = nil, stroke: Series.Stroke = .solid, layer: String = ""
  ) -> Series {
    let rows = extended(rows.sorted { $0.0 < $1.0 })
    return Series(
      name, points: rows.map { Point(Double($0.0), $0.1.median) }, intervals: rows.map { $0.1.range },
      color: style.color, stroke: stroke, hasMarkers: true, marker: style.marker,
      endLabel: label ?? name.tied,
      layers: layer.isEmpty ? style.layer : "\(style.layer) \(layer)", rows: Array(rows.indices),
      rowName: "point", notes: rows.map(\.2))
  }

  /// One distance of the layers of a network, named where its stroke is solid; nil where no layer has it.
  func line(
    _ name: String, _ style: ComparisonStyles.Style, _ rows: [LayerRow], _ text: String,
    _ stroke: Series.Stroke,
    _ value: (LayerRow) -> Double?
  ) -> Series? {
    let points = rows.sorted { $0.depth < $1.depth }.compactMap { row in
      value(row).map { value in
        (
          row.depth, value,
          Note("\(name), \(row.layer)", [("depth", "\(row.depth)"), (text, Format.digits(value))]).text
        )
      }
    }
    guard !points.isEmpty else { return nil }
    let all = extended(points)
    return Series(
      "\(name), \(text)", points: all.map { Point(Double($0.0), $0.1) }, color: style.color, stroke: stroke,
      hasMarkers: true, marker: style.marker, endLabel: stroke == .solid ? name.tied : nil,
      layers: "\(style.layer) \(text.replacing(" ", with: "-"))", rows: Array(all.indices), rowName: "point",
      notes: all.map(\.2))
  }

  /// A single row stands at every depth.
  private func extended<Value>(_ rows: [(Int, Value, String)]) -> [(Int, Value, String)] {
    guard rows.count == 1, let row = rows.first, row.0 == 0 else { return rows }
    return [(0, row.1, row.2), (most, row.1, row.2)]
  }

  /// The sentence that there are level lines, where there are.
  func levelText(_ rows: [(network: String, depth: Int)]) -> String {
    let numbers = Dictionary(grouping: rows, by: \.network)
    let single = rows.map(\.network).unique.filter {
      numbers[$0]?.count == 1 && numbers[$0]?.first?.depth == 0
    }
    guard !single.isEmpty, single.count < numbers.count else { return "" }
    return " Level lines have no layers."
  }

  /// The first and the last layer of each network.
  static func rangeText(_ values: [(network: String, depth: Int, value: Double)]) -> String {
    let parts = values.map(\.network).unique.compactMap { name -> String? in
      let own = values.filter { $0.network == name }.sorted { $0.depth < $1.depth }
      guard let first = own.first, let last = own.last else { return nil }
      return own.count == 1
        ? "\(name) \(Format.digits(first.value))"
        : "\(name) from \(Format.digits(first.value)) to \(Format.digits(last.value))"
    }
    return parts.joined(separator: "; ") + "."
  }
}
