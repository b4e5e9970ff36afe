/// Curves over linear or logarithmic axes, with a legend above them.
public struct LinePlot: Sendable {
  public var title: String
  public var description: String
  public var x: Axis
  public var y: Axis
  public var series: [Series]
  public var references: [ReferenceLine]
  public var width: Double
  public var height: Double

  public init(
    title: String, description: String, x: Axis, y: Axis, series: [Series], references: [ReferenceLine] = [],
    width: Double = 360, height: Double = 282
  ) {
    self.title = title
    self.description = description
    self.x = x
    self.y = y
    self.series = series
    self.references = references
    self.width = width
    self.height = height
  }

  public func drawing() -> Drawing {
    let legend = Legend(entries: series.map { .init(name: $0.name, color: $0.color, stroke: $0.stroke) })
    let frame = Rectangle(width: width, height: height)
      .inset(left: 54, top: 8 + legend.height(width: width - 60), right: 12, bottom: 42)
    let area = PlotArea(frame: frame, x: x, y: y)
    let curves = series.map { intervals(of: $0, in: area) } + series.map { curve($0, in: area) }
    return Drawing(
      width: width, height: height, title: title, description: description,
      content: [area.grid(), .clipped(to: frame, curves)] + references.flatMap { $0.elements(in: area) }
        + [area.axes(), legend.drawn(x: frame.x, y: 0, width: frame.width)])
  }

  private func curve(_ series: Series, in area: PlotArea) -> Element {
    let style = "curve \(series.stroke.rawValue) \(series.color.stroke)"
    let lines = runs(of: series.points, in: area).map { Element.path($0.outline(), class: style) }
    return .group(lines + (series.hasMarkers ? markers(of: series, in: area) : [])).titled(series.name)
  }

  /// The points that have a place, broken where one has none.
  private func runs(of points: [Point], in area: PlotArea) -> [[Point]] {
    points.map(area.place).split(separator: nil).map { $0.compactMap(\.self) }
  }

  private func markers(of series: Series, in area: PlotArea) -> [Element] {
    series.points.compactMap { point in
      area.place(point).map {
        .circle(at: $0, radius: 2.8, class: series.color.fill)
          .titled("\(series.name): \(point.x.text(significant: 4)), \(point.y.text(significant: 4))")
      }
    }
  }

  private func intervals(of series: Series, in area: PlotArea) -> Element {
    let ends = zip(series.points, series.intervals).compactMap { point, interval -> (Point, Point)? in
      let low = max(interval.lowerBound, area.y.domain.lowerBound)
      guard let low = area.place(Point(point.x, low)),
        let high = area.place(Point(point.x, interval.upperBound))
      else { return nil }
      return (low, high)
    }
    guard ends.count > 1 else { return .group([]) }
    let outline = (ends.map(\.0) + ends.reversed().map(\.1)).outline(closed: true)
    return .path(outline, class: "veil \(series.color.fill)")
  }
}
