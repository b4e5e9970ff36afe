/// A plot of points with horizontal bars, one below the other, each with its name to the left.
public struct IntervalPlot: Sendable {
  public var title: String
  public var description: String
  public var x: Axis
  /// The series, of one point each, from top to bottom: a value of `x` and the bar around it.
  public var series: [Series]
  public var width: Double

  public init(title: String, description: String, x: Axis, series: [Series], width: Double = 400) {
    (self.title, self.description, self.x) = (title, description, x)
    (self.series, self.width) = (series, width)
  }

  private static let lineHeight = 26.0
  private static let nameWidth = 118.0
  /// The most characters of a name on a line.
  private static let longest = 18

  public func drawing() -> Drawing {
    let rows = Axis("", domain: -0.5...Double(max(series.count, 1)) - 0.5, isReversed: true, tickValues: [])
    let height = Double(series.count) * Self.lineHeight + 50
    let frame = Rectangle(width: width, height: height).inset(
      left: Self.nameWidth, top: 8, right: 16, bottom: 42)
    let area = PlotArea(frame: frame, x: x, y: rows)
    return Drawing(
      width: width, height: height, title: title, description: description,
      content: [area.grid()] + series.enumerated().flatMap { shapes(of: $1, row: $0, in: area) } + [
        area.axes()
      ])
  }

  private func shapes(of series: Series, row: Int, in area: PlotArea) -> [Element] {
    guard let value = series.points.first?.x, let point = area.position(Point(value, Double(row))) else {
      return []
    }
    let marker = series.marker.drawn(at: point, radius: 3.8, class: series.color.fill).titled(series.note(0))
      .with("data-\(series.rowName)", 0)
    return bar(of: series, row, in: area)
      + ([marker] + name(of: series, beside: point, area.frame)).map { $0.layered(series.layers) }
  }

  /// The bar with its end strokes, as far as the axis reaches.
  private func bar(of series: Series, _ row: Int, in area: PlotArea) -> [Element] {
    guard let interval = series.intervals.first, interval.lowerBound < interval.upperBound else { return [] }
    let ends = [interval.lowerBound, interval.upperBound].compactMap {
      area.position(
        Point(min(max($0, area.x.domain.lowerBound), area.x.domain.upperBound), Double(row)))
    }
    guard ends.count == 2 else { return [] }
    let strokes = ends.map { [Point($0.x, $0.y - 4), Point($0.x, $0.y + 4)].outline() }
    return [
      .path(ends.outline() + strokes.joined(), class: "outline \(series.color.stroke)")
        .layered(series.layers.map { "\($0) band" })
    ]
  }

  private func name(of series: Series, beside point: Point, _ frame: Rectangle) -> [Element] {
    let lines = NameLines(series.endLabel ?? series.name, longest: Self.longest).lines
    let first = point.y - Double(lines.count - 1) * 5.5 + 3.5
    return lines.enumerated().map { index, line in
      .text(
        line, at: Point(frame.x - 8, first + Double(index) * 11), anchor: .end,
        class: "tick \(ThemeColor.ink.fill)")
    }
  }
}
