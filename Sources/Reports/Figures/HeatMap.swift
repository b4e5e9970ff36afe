/// A plane of values in colours, with axes and a colour bar.
public struct HeatMap: Sendable {
  public var title: String
  public var description: String
  /// Samples spaced evenly, the first and the last of each axis at the ends of its domain.
  public var plane: Plane
  public var x: Axis
  public var y: Axis
  public var map: ColorMap
  public var domain: ClosedRange<Double>
  /// What the colours measure.
  public var valueLabel: String
  public var width: Double
  public var height: Double

  public init(
    title: String, description: String, plane: Plane, x: Axis, y: Axis, map: ColorMap = .sequential,
    domain: ClosedRange<Double>, valueLabel: String, width: Double = 360, height: Double = 282
  ) {
    self.title = title
    self.description = description
    self.plane = plane
    self.x = x
    self.y = y
    self.map = map
    self.domain = domain
    self.valueLabel = valueLabel
    self.width = width
    self.height = height
  }

  public func drawing() -> Drawing {
    let frame = Rectangle(width: width, height: height).inset(left: 54, top: 8, right: 74, bottom: 42)
    let area = PlotArea(frame: frame, x: x, y: y)
    let bar = Rectangle(x: frame.right + 12, y: frame.y, width: 12, height: frame.height)
    return Drawing(
      width: width, height: height, title: title, description: description,
      content: [
        .clipped(to: frame, [.image(Raster(plane, map: map, domain: domain), in: pixels(in: frame))]),
        area.axes(), ColorBar(map: map, domain: domain, label: valueLabel).drawn(in: bar),
      ])
  }

  /// The frame and half a pixel around it, so that the middles of the outer pixels lie on its edges.
  private func pixels(in frame: Rectangle) -> Rectangle {
    let dx = frame.width / Double(max(plane.columns - 1, 1)) / 2
    let dy = frame.height / Double(max(plane.rows - 1, 1)) / 2
    return frame.inset(left: -dx, top: -dy, right: -dx, bottom: -dy)
  }
}
