/// A heat map: a plane of values in colours, with axes and a colour bar.
public struct HeatMap: Sendable {
  public var title: String
  public var description: String
  /// The samples of the plane, spaced evenly, the first and the last of each axis at the ends of its domain.
  public var plane: Plane
  public var x: Axis
  public var y: Axis
  public var map: ColorMap
  public var domain: ClosedRange<Double>
  /// The quantity that the colours measure, with its unit.
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

/// The key of a colour map: a strip that rises from the lower end of the domain to the upper.
public struct ColorBar {
  public var map: ColorMap
  public var domain: ClosedRange<Double>
  /// The quantity that the colours measure, with its unit; nothing if nil.
  public var label: String?
  /// Labels next to the strip, instead of those of round values.
  public var marks: [(value: Double, label: String)]?

  public init(
    map: ColorMap, domain: ClosedRange<Double>, label: String? = nil,
    marks: [(value: Double, label: String)]? = nil
  ) {
    (self.map, self.domain, self.label, self.marks) = (map, domain, label, marks)
  }

  /// The colour bar as an element: the strip in the frame, its labels to the right of it.
  public func drawn(in frame: Rectangle) -> Element {
    let axis = Axis(label ?? "", domain: domain)
    let ticks = Ticks(for: axis)
    let marks = self.marks ?? Array(zip(ticks.values, ticks.labels)).map { (value: $0, label: $1) }
    return .group(
      [.image(strip, in: frame), .rectangle(frame, class: "frame faint \(ThemeColor.soft.stroke)")]
        + marks.compactMap { mark in
          axis.fraction(of: mark.value).map {
            .text(
              mark.label, at: Point(frame.right + 6, frame.bottom - $0 * frame.height + 3.5),
              class: "tick \(ThemeColor.soft.fill)")
          }
        }
        + [label].compactMap(\.self).map {
          .upwardText($0, at: Point(frame.right + 44, frame.midY), class: "label \(ThemeColor.ink.fill)")
        })
  }

  private var strip: Raster {
    let steps = 128
    return Raster(
      Plane(rows: steps, columns: 1) { row, _ in 1 - Double(row) / Double(steps - 1) }, map: map,
      domain: 0...1)
  }
}
