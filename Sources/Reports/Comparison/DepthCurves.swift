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

  /// - Parameters:
  ///   - rows: The depth, the value and its tooltip.
  ///   - whole: The depth at which all layers together stand, apart from the curve.
  func series(
    _ name: String, _ style: ComparisonStyles.Style, _ rows: [(Int, Interval, String)], whole: Int? = nil,
    label: String? = nil, stroke: Series.Stroke = .solid, layer: String = ""
  ) -> Series {
    let gap = Interval(median: .nan, low: .nan, high: .nan)
    let rows = parted(extended(rows.sorted { $0.0 < $1.0 }), at: whole, by: gap)
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
    let all = parted(extended(points), at: Self.whole(rows.map { ($0.layer, $0.depth) }), by: .nan)
    return Series(
      "\(name), \(text)", points: all.map { Point(Double($0.0), $0.1) }, color: style.color, stroke: stroke,
      hasMarkers: true, marker: style.marker, endLabel: stroke == .solid ? name.tied : nil,
      layers: "\(style.layer) \(text.replacing(" ", with: "-"))", rows: Array(all.indices), rowName: "point",
      notes: all.map(\.2))
  }

  /// The depth of what holds all layers, if there are others: the outputs of a scattering transform behind those of each order.
  static func whole(_ layers: [(name: String, depth: Int)]) -> Int? {
    layers.count > 1 ? layers.first { $0.name == "all" }?.depth : nil
  }

  /// The rows with a gap before those of a depth.
  private func parted<Value>(_ rows: [(Int, Value, String)], at depth: Int?, by gap: Value) -> [(
    Int, Value, String
  )] {
    guard let depth, let index = rows.firstIndex(where: { $0.0 == depth }) else { return rows }
    return rows[..<index] + [(depth, gap, "")] + rows[index...]
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
