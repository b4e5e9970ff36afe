/// A scatter plot: points, each with a name and a vertical interval.
public struct ScatterPlot: Sendable {
  public var title: String
  public var description: String
  public var x: Axis
  public var y: Axis
  /// The series, of one point each, with its end label next to it.
  public var series: [Series]
  public var width: Double
  public var height: Double

  public init(
    title: String, description: String, x: Axis, y: Axis, series: [Series], width: Double = 380,
    height: Double = 310
  ) {
    (self.title, self.description, self.x, self.y) = (title, description, x, y)
    (self.series, self.width, self.height) = (series, width, height)
  }

  public func drawing() -> Drawing {
    let area = PlotArea(frame: frame, x: x, y: y)
    return Drawing(
      width: width, height: height, title: title, description: description,
      content: [area.grid()] + series.flatMap { shapes(of: $0, in: area) } + [area.axes(), names(in: area)])
  }

  private var frame: Rectangle {
    Rectangle(width: width, height: height).inset(left: 54, top: 8, right: 12, bottom: 42)
  }

  private func shapes(of series: Series, in area: PlotArea) -> [Element] {
    series.points.indices.flatMap { index -> [Element] in
      guard let position = area.position(series.points[index]) else { return [] }
      let marker = series.marker.drawn(at: position, radius: 3.8, class: series.color.fill)
        .titled(series.note(index)).with("data-\(series.rowName)", index)
      return (whisker(of: series, index, in: area) + [marker]).map { $0.layered(series.layers) }
    }
  }

  private func whisker(of series: Series, _ index: Int, in area: PlotArea) -> [Element] {
    guard series.intervals.indices.contains(index) else { return [] }
    let (x, interval) = (series.points[index].x, series.intervals[index])
    let ends = [interval.lowerBound, interval.upperBound].compactMap { area.position(Point(x, $0)) }
    guard ends.count == 2, interval.upperBound > interval.lowerBound else { return [] }
    return [.line(from: ends[0], to: ends[1], class: "outline \(series.color.stroke)")]
  }

  private func names(in area: PlotArea) -> Element {
    PointLabels(
      entries: series.compactMap { series in
        guard let position = series.points.compactMap(area.position).last else { return nil }
        return series.endLabel.map { .init(text: $0, point: position, layers: series.layers) }
      }, frame: area.frame, obstacles: bars(in: area)
    ).drawn()
  }

  /// The vertical bars.
  private func bars(in area: PlotArea) -> [Rectangle] {
    series.flatMap { series in
      zip(series.points, series.intervals).compactMap { point, interval in
        guard let low = area.position(Point(point.x, interval.lowerBound)),
          let high = area.position(Point(point.x, interval.upperBound))
        else { return nil }
        return Rectangle(x: low.x - 2, y: high.y, width: 4, height: low.y - high.y)
      }
    }
  }
}
