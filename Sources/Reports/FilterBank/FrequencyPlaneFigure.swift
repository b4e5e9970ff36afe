import Plots

/// All filters of a bank in the plane of frequencies, by the lines where they fall to parts of their peaks.
struct FrequencyPlaneFigure {
  let data: FilterBankFigureData
  var width = 360.0
  var height = 282.0

  func drawing() -> Drawing {
    let frame = Rectangle(width: width, height: height).inset(left: 54, top: 8, right: 74, bottom: 42)
    let area = PlotArea(frame: frame, x: Self.columnAxis, y: Self.rowAxis)
    return Drawing(
      width: width, height: height, title: "The frequency plane",
      description: "Every filter of the bank as a contour in the plane of frequencies, coloured by scale.",
      content: [
        area.grid(), .clipped(to: frame, mirrored(in: area) + filters(in: area)), area.axes(),
        legend.stacked(x: frame.right + 10, y: frame.y + 9),
      ])
  }

  static let rowAxis = Axis(
    "row frequency (cycles/pixel)", domain: -0.5...0.5, isReversed: true, tickStep: 0.25)
  static let columnAxis = Axis("column frequency (cycles/pixel)", domain: -0.5...0.5, tickStep: 0.25)

  static let caption = """
    Where each filter reaches half its peak, zero frequency in the middle. Dotted: the same wavelets at \
    the opposite \
    frequencies, which carry the same energy of a real image.
    """

  private var legend: Legend {
    Legend(
      entries: (0..<data.scales).map { .init(name: "j = \($0)", color: .series($0)) }
        + [.init(name: "low", color: .ink)])
  }

  private func filters(in area: PlotArea) -> [Element] {
    data.bands.map { band in
      shape(of: band.filter, color: .series(band.scale), in: area).titled(
        """
        scale \(band.scale), orientation \(band.orientation): \(band.degrees.degreesText), \
        centre \(band.centerFrequency.text(significant: 3)), \
        bandwidth \(band.bandwidth.text(significant: 3)) cycles/pixel
        """)
    } + [shape(of: data.lowPass, color: .ink, in: area).titled("low-pass")]
  }

  private func shape(of filter: FilterPicture, color: ThemeColor, in area: PlotArea) -> Element {
    .path(outline(of: filter, sign: 1, in: area), class: "outline veiled \(color.fill) \(color.stroke)")
  }

  private func mirrored(in area: PlotArea) -> [Element] {
    data.bands.map {
      .path(
        outline(of: $0.filter, sign: -1, in: area),
        class: "hair dotted \(ThemeColor.series($0.scale).stroke)")
    }
  }

  /// The contour at half the peak; a sign of -1 turns it half round the zero frequency.
  private func outline(of filter: FilterPicture, sign: Double, in area: PlotArea) -> String {
    let plane = data.plane(filter.response)
    let fine = plane.refined(by: max(1, 128 / max(plane.rows, plane.columns))).centered
    let peak = plane.values.max() ?? 0
    return Contours(of: fine, level: peak / 2).loops.map { loop in
      loop.compactMap { area.position(Self.frequency(of: $0, in: fine, sign: sign)) }.outline(closed: true)
    }.joined()
  }

  private static func frequency(of point: Point, in plane: Plane, sign: Double) -> Point {
    Point(
      sign * (point.x / Double(plane.columns - 1) - 0.5), sign * (point.y / Double(plane.rows - 1) - 0.5))
  }
}
