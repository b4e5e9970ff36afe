/// A plot of curves over linear or logarithmic axes, with a legend above them or their names at their ends.
public struct LinePlot: Sendable {
  public enum Naming: Sendable {
    case legend
    /// Names to the right of the frame, for the series that have an end label.
    case ends
    /// A legend of these entries, where series are many and colours say what they have in common.
    case key([Legend.Entry])
  }

  public var title: String
  public var description: String
  public var x: Axis
  public var y: Axis
  public var series: [Series]
  public var references: [ReferenceLine]
  public var naming: Naming
  public var width: Double
  public var height: Double

  public init(
    title: String, description: String, x: Axis, y: Axis, series: [Series], references: [ReferenceLine] = [],
    naming: Naming = .legend, width: Double = 360, height: Double = 282
  ) {
    self.title = title
    self.description = description
    self.x = x
    self.y = y
    self.series = series
    self.references = references
    self.naming = naming
    self.width = width
    self.height = height
  }

  public func drawing() -> Drawing {
    let area = PlotArea(frame: frame, x: x, y: y)
    let curves = series.map { intervals(of: $0, in: area) } + series.map { curve($0, in: area) }
    return Drawing(
      width: width, height: height, title: title, description: description,
      content: [area.grid(), .clipped(to: frame, curves)] + references.flatMap { $0.elements(in: area) }
        + [area.axes(), names(in: area)])
  }

  private var legend: Legend {
    switch naming {
    case .legend:
      Legend(entries: series.map { .init(name: $0.name, color: $0.color, stroke: $0.stroke) })
    case .key(let entries): Legend(entries: entries)
    case .ends: Legend(entries: [])
    }
  }

  private var frame: Rectangle {
    let top = legend.entries.isEmpty ? 0 : legend.height(width: width - 60)
    let right = if case .ends = naming { EndLabels.width } else { 12.0 }
    return Rectangle(width: width, height: height).inset(left: 54, top: 8 + top, right: right, bottom: 42)
  }

  private func names(in area: PlotArea) -> Element {
    if case .ends = naming { return EndLabels(series: series, area: area).drawn() }
    return legend.drawn(x: frame.x, y: 0, width: frame.width)
  }

  private func curve(_ series: Series, in area: PlotArea) -> Element {
    let style = "curve \(series.stroke.rawValue) \(series.color.stroke)"
    let lines = segments(of: series.points, in: area).map { Element.path($0.outline(), class: style) }
    return .group(lines + (series.hasMarkers ? markers(of: series, in: area) : [])).titled(series.name)
      .layered(series.layers)
  }

  /// The points that have a position, in segments broken where one has none.
  private func segments(of points: [Point], in area: PlotArea) -> [[Point]] {
    points.map(area.position).split(separator: nil).map { $0.compactMap(\.self) }
  }

  private func markers(of series: Series, in area: PlotArea) -> [Element] {
    series.points.indices.compactMap { index in
      area.position(series.points[index]).map {
        let marker = series.marker.drawn(at: $0, class: series.color.fill)
          .titled(series.note(index))
        return series.rows.isEmpty ? marker : marker.with("data-\(series.rowName)", series.rows[index])
      }
    }
  }

  /// The interval behind each piece of a curve; a bar through a point that stands alone.
  private func intervals(of series: Series, in area: PlotArea) -> Element {
    let ends = zip(series.points, series.intervals).map { point, interval -> (Point, Point)? in
      let low = max(interval.lowerBound, area.y.domain.lowerBound)
      guard area.position(point) != nil, let low = area.position(Point(point.x, low)),
        let high = area.position(Point(point.x, interval.upperBound))
      else { return nil }
      return (low, high)
    }
    let shapes = ends.split { $0 == nil }.map { shape(of: $0.compactMap(\.self), series.color) }
    return .group(shapes).layered(series.layers.map { "\($0) band" })
  }

  private func shape(of ends: [(Point, Point)], _ color: ThemeColor) -> Element {
    guard ends.count > 1 else {
      return .line(from: ends[0].0, to: ends[0].1, class: "outline \(color.stroke)")
    }
    return .path(
      (ends.map(\.0) + ends.reversed().map(\.1)).outline(closed: true), class: "veil \(color.fill)")
  }
}
