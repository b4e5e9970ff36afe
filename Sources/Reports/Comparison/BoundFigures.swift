import Comparison
import Plots
import Stability

/// The proven Lipschitz constants against depth.
struct BoundFigures {
  let bounds: [LayerBound]
  let styles: ComparisonStyles

  var figures: [Figure] {
    [
      figure(
        "Norm of each layer alone", "largest singular value",
        "The dashed line is 1: a layer below it expands no distance."
      ) { $0.norm },
      figure(
        "Product bound up to each layer", "Lipschitz constant, at most",
        "The product of the norms: an upper bound of how far the layer moves per distance of the images."
      ) { $0.product },
      figure(
        "Least proven up to each layer", "Lipschitz constant, at most",
        "By ellipsoids that hold the differences of a layer, where these prove less than the product."
      ) { $0.constant },
    ]
  }

  private func figure(
    _ title: String, _ label: String, _ caption: String, _ value: @escaping (LayerBound) -> Double
  ) -> Figure {
    let curves = DepthCurves(bounds.map(\.depth))
    let series = bounds.map(\.network).unique.map { name in
      curves.series(
        name, styles[name],
        bounds.filter { $0.network == name }.map { row in
          let exact = Interval(median: value(row), low: value(row), high: value(row))
          let note = Note(
            "\(name), \(row.layer)",
            [
              ("depth", "\(row.depth)"), ("norm", Format.digits(row.norm)),
              ("product", Format.digits(row.product)), ("least proven", Format.digits(row.constant)),
            ])
          return (row.depth, exact, note.text)
        }, whole: DepthCurves.whole(bounds.filter { $0.network == name }.map { ($0.layer, $0.depth) }))
    }
    let plot = LinePlot(
      title: title,
      description: "\(title): \(label) by depth. "
        + DepthCurves.rangeText(bounds.map { ($0.network, $0.depth, value($0)) }),
      x: curves.axis, y: .suited(bounds.map(value) + [1], label: label), series: series,
      references: [ReferenceLine("no growth", at: 1, labelEnd: .start)], naming: .ends, width: 380,
      height: 290)
    return Figure(plot.drawing(), caption: caption)
  }
}
