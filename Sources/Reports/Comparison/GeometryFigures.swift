import Comparison
import Plots
import Stability

/// Distances and angles of images through the layers: of one class, and of two.
struct GeometryFigures {
  let rows: [GeometryRow]
  let styles: ComparisonStyles

  private var names: [String] { rows.map(\.network).unique }

  var controls: Controls {
    Controls(groups: [
      styles.keys(names, stroked: false),
      [
        Controls.Key("between classes", layer: "between", sample: .curve(.ink)),
        Controls.Key("within a class", layer: "within", sample: .curve(.ink, .dashed)),
        Controls.Key("95 % interval", layer: "band", sample: .band),
      ],
    ])
  }

  var figures: [Figure] {
    [
      figure(
        "Distances through the layers", "distance / mean norm",
        "Medians over pairs of images, relative to the mean norm at the layer.", \.distanceWithin,
        \.distanceBetween),
      figure(
        "Angles through the layers", "angle (radians)", "Medians over pairs of images.", \.angleWithin,
        \.angleBetween),
      separation,
    ]
  }

  private func figure(
    _ title: String, _ label: String, _ caption: String, _ within: KeyPath<GeometryRow, Interval>,
    _ between: KeyPath<GeometryRow, Interval>
  ) -> Figure {
    let curves = DepthCurves(rows.map(\.depth))
    let series = names.flatMap { name in
      [
        curve(curves, name, within, .dashed, "within", "within a class"),
        curve(curves, name, between, .solid, "between", "between classes"),
      ]
    }
    let ends = rows.flatMap { [$0[keyPath: within].range, $0[keyPath: between].range] }
      .flatMap { [$0.lowerBound, $0.upperBound] }
    let plot = LinePlot(
      title: title,
      description: "\(caption) Between classes: "
        + DepthCurves.rangeText(rows.map { ($0.network, $0.depth, $0[keyPath: between].median) })
        + " Within a class: "
        + DepthCurves.rangeText(rows.map { ($0.network, $0.depth, $0[keyPath: within].median) }),
      x: curves.axis, y: .fitting(ends, label: label, includingZero: true), series: series, naming: .ends,
      width: 380,
      height: 310)
    return Figure(
      plot.drawing(),
      caption: caption + " Solid: of two classes; dashed: of one."
        + curves.levelText(rows.map { ($0.network, $0.depth) }))
  }

  private func curve(
    _ curves: DepthCurves, _ name: String, _ value: KeyPath<GeometryRow, Interval>, _ stroke: Series.Stroke,
    _ layer: String,
    _ text: String
  ) -> Series {
    var series = curves.series(
      name, styles[name],
      rows.filter { $0.network == name }.map { row in
        let note = Note(
          "\(name), \(row.layer)", [("depth", "\(row.depth)"), (text, Note.interval(row[keyPath: value]))])
        return (row.depth, row[keyPath: value], note.text)
      }, whole: whole(name), stroke: stroke, layer: layer)
    if stroke != .solid { series.endLabel = nil }
    return series
  }

  private func whole(_ name: String) -> Int? {
    DepthCurves.whole(rows.filter { $0.network == name }.map { ($0.layer, $0.depth) })
  }

  /// The ratio of the angles.
  private var separation: Figure {
    let curves = DepthCurves(rows.map(\.depth))
    let series = names.map { name in
      curves.series(
        name, styles[name],
        rows.filter { $0.network == name }.compactMap { row in
          Self.separation(row).map { ratio in
            let exact = Interval(median: ratio, low: ratio, high: ratio)
            return (row.depth, exact, Note("\(name), \(row.layer)", [("ratio", Format.digits(ratio))]).text)
          }
        }, whole: whole(name))
    }
    let values = rows.compactMap(Self.separation)
    let plot = LinePlot(
      title: "Separation of classes",
      description: "Angle between classes over angle within a class. "
        + DepthCurves.rangeText(
          rows.compactMap { row in Self.separation(row).map { (row.network, row.depth, $0) } }),
      x: curves.axis, y: .suited(values + [1], label: "angle between / angle within"), series: series,
      references: [ReferenceLine("not apart", at: 1, labelEnd: .start, isBelow: true)], naming: .ends,
      width: 380, height: 310)
    return Figure(
      plot.drawing(),
      caption:
        "The median angle between classes over that within a class: above 1 the layer draws classes apart.")
  }

  static func separation(_ row: GeometryRow) -> Double? {
    row.angleWithin.median > 0 && row.angleBetween.median.isFinite
      ? row.angleBetween.median / row.angleWithin.median : nil
  }

  var table: Table {
    Table(
      caption:
        "Distances relative to the mean norm at the layer and angles in radians, medians over pairs with 95 % intervals.",
      columns: [
        "Network", "Layer", "Depth", "Distance within", "Distance between", "Angle within", "Angle between",
        "Angle ratio",
      ],
      rows: rows.map { row in
        [
          styles.cell(row.network), .text(row.layer), .number(Number(Double(row.depth), decimals: 0)),
          .measured(row.distanceWithin), .measured(row.distanceBetween), .measured(row.angleWithin),
          .measured(row.angleBetween), .measured(Self.separation(row)),
        ]
      }, textColumns: [1], isSortable: true, isLarge: true)
  }
}
