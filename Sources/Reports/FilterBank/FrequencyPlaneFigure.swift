/// All filters of a bank in the plane of frequencies, by the lines where they fall to parts of their peaks.
struct FrequencyPlaneFigure {
  let data: FilterBankFigureData
  var width = 360.0
  var height = 320.0

  /// Parts of the peak; the outline is drawn at the middle one.
  private static let levels = [0.25, 0.5, 0.75]

  func drawing() -> Drawing {
    let frame = Rectangle(width: width, height: height).inset(left: 48, top: 8, right: 76, bottom: 42)
    let area = PlotArea(frame: frame, x: Self.columnAxis, y: Self.rowAxis)
    return Drawing(
      width: width, height: height, title: "The frequency plane",
      description: "Every filter of the bank as contours in the plane of frequencies, coloured by scale.",
      content: [
        area.grid(), .clipped(to: frame, mirrored(in: area) + filters(in: area)), area.axes(),
        legend.stacked(x: frame.right + 10, y: frame.y + 9),
      ])
  }

  static let rowAxis = Axis("row frequency (cycles/pixel)", domain: -0.5...0.5, isReversed: true)
  static let columnAxis = Axis("column frequency (cycles/pixel)", domain: -0.5...0.5)

  static let caption = """
    Contours at a quarter, half and three quarters of each filter’s peak, zero frequency in the middle. Dashed: the same \
    wavelets at the opposite frequencies, which a real image shares.
    """

  private var legend: Legend {
    Legend(
      entries: (0..<data.scales).map { .init(name: "j = \($0)", color: .series($0)) }
        + [.init(name: "low", color: .ink)])
  }

  private func filters(in area: PlotArea) -> [Element] {
    data.bands.map { band in
      filter(band.filter, color: .series(band.scale), in: area).titled(
        """
        scale \(band.scale), orientation \(band.orientation): \(band.degrees.text(significant: 4))°, \
        centre \(band.centerFrequency.text(significant: 3)), bandwidth \(band.bandwidth.text(significant: 3)) cycles/pixel
        """)
    } + [filter(data.lowPass, color: .ink, in: area).titled("low-pass")]
  }

  private func filter(_ filter: FilterPicture, color: ThemeColor, in area: PlotArea) -> Element {
    let outlines = Self.levels.map { outline(of: filter, level: $0, sign: 1, in: area) }
    return .group(
      outlines.map { .path($0, class: "veil \(color.fill)") }
        + [.path(outlines[1], class: "outline hollow \(color.stroke)")])
  }

  private func mirrored(in area: PlotArea) -> [Element] {
    data.bands.map {
      .path(
        outline(of: $0.filter, level: 0.5, sign: -1, in: area),
        class: "hair dotted \(ThemeColor.series($0.scale).stroke)")
    }
  }

  /// The contour at a part of the peak; a sign of -1 turns it half round the zero frequency.
  private func outline(of filter: FilterPicture, level: Double, sign: Double, in area: PlotArea) -> String {
    let plane = data.plane(filter.response)
    let fine = plane.refined(by: max(1, 192 / max(plane.rows, plane.columns))).centered
    let peak = plane.values.max() ?? 0
    return Contours(of: fine, level: level * peak).loops.map { loop in
      loop.compactMap { area.place(Self.frequency(of: $0, in: fine, sign: sign)) }.outline(closed: true)
    }.joined()
  }

  private static func frequency(of point: Point, in plane: Plane, sign: Double) -> Point {
    Point(
      sign * (point.x / Double(plane.columns - 1) - 0.5), sign * (point.y / Double(plane.rows - 1) - 0.5))
  }
}
