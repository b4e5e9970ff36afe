import Plots

/// The Littlewood-Paley sum over the plane of frequencies, and along a few rays.
struct LittlewoodPaleyFigures {
  let data: FilterBankFigureData
  let cuts: [LittlewoodPaleyCut]

  func heatMap() -> Drawing {
    HeatMap(
      title: "The Littlewood–Paley sum",
      description: "The sum of the squared filters over the plane of frequencies, from \(low) to \(high).",
      plane: data.plane(data.littlewoodPaley).centered, x: FrequencyPlaneFigure.columnAxis,
      y: FrequencyPlaneFigure.rowAxis, domain: data.littlewoodPaleyRange,
      valueLabel: "|φ|² + ½ Σ (|ψ(ω)|² + |ψ(−ω)|²)"
    ).drawing()
  }

  func lines() -> Drawing {
    LinePlot(
      title: "The sum along three rays",
      description:
        "The Littlewood-Paley sum from frequency zero outwards, between A = \(low) and B = \(high).",
      x: Axis("|ω| (cycles/pixel)", domain: 0...0.75, tickStep: 0.25),
      y: Axis("Littlewood–Paley sum", domain: 0...1.14 * max(data.upperBound, 1)),
      series: cuts.enumerated().map { index, cut in
        Series(
          cut.angleDegrees.degreesText,
          points: zip(cut.frequencies, cut.values).map { Point($0, $1) }, color: .series(index),
          stroke: cut.angleDegrees == 90 ? .dashed : .solid)
      },
      references: [
        ReferenceLine("B = \(high)", at: data.upperBound),
        ReferenceLine("A = \(low)", at: data.lowerBound, labelEnd: .start),
      ]
    ).drawing()
  }

  static let heatMapCaption = """
    How much of an image’s energy the filters return at each frequency. A is its least value, B its \
    greatest; a flat plane would be a tight frame.
    """

  static let linesCaption = """
    From frequency zero to the edge of the plane: along the axis of rows (0°), the axis of \
    columns (90°), and into the corner (45°).
    """

  private var low: String { data.lowerBound.text(significant: 4) }
  private var high: String { data.upperBound.text(significant: 4) }
}
