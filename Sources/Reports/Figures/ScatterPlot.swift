/// Points with a name each and the range that each may lie in, upwards.
struct ScatterPlot {
  var title: String
  var description: String
  var x: Axis
  var y: Axis
  /// One point each; the end label stands beside it.
  var series: [Series]
  var width = 380.0
  var height = 310.0

  func drawing() -> Drawing {
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
      guard let place = area.place(series.points[index]) else { return [] }
      let marker = series.marker.drawn(at: place, radius: 3.8, class: series.color.fill)
        .titled(series.note(index)).with("data-\(series.rowName)", index)
      return (whisker(of: series, index, in: area) + [marker]).map { $0.layered(series.layers) }
    }
  }

  private func whisker(of series: Series, _ index: Int, in area: PlotArea) -> [Element] {
    guard series.intervals.indices.contains(index) else { return [] }
    let (x, interval) = (series.points[index].x, series.intervals[index])
    let ends = [interval.lowerBound, interval.upperBound].compactMap { area.place(Point(x, $0)) }
    guard ends.count == 2, interval.upperBound > interval.lowerBound else { return [] }
    return [.line(from: ends[0], to: ends[1], class: "outline \(series.color.stroke)")]
  }

  private func names(in area: PlotArea) -> Element {
    PointLabels(
      entries: series.compactMap { series in
        guard let place = series.points.compactMap(area.place).last else { return nil }
        return series.endLabel.map { .init(words: $0, point: place, layers: series.layers) }
      }, frame: area.frame
    ).drawn()
  }
}
