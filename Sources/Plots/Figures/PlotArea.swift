/// The frame of a plot: it positions values, and draws axes, ticks and grid.
public struct PlotArea: Sendable {
  public let frame: Rectangle
  public let x: Axis
  public let y: Axis
  /// The distance of the label of the y axis from the frame.
  public let labelDistance: Double

  public init(frame: Rectangle, x: Axis, y: Axis, labelDistance: Double = 42) {
    (self.frame, self.x, self.y) = (frame, x, y)
    self.labelDistance = labelDistance
  }

  /// The position of a pair of values in the drawing, or nil if an axis has none for it.
  public func position(_ point: Point) -> Point? {
    guard let across = x.fraction(of: point.x), let up = y.fraction(of: point.y) else { return nil }
    return Point(frame.x + across * frame.width, frame.bottom - up * frame.height)
  }

  /// The grid of a plot: hairlines at the ticks, to be drawn under the data.
  public func grid() -> Element {
    let upright = xTicks.map { [Point($0.position, frame.y), Point($0.position, frame.bottom)] }
    let level = yTicks.map { [Point(frame.x, $0.position), Point(frame.right, $0.position)] }
    return .path((upright + level).map { $0.outline() }.joined(), class: "hair \(ThemeColor.rule.stroke)")
  }

  /// The axes of a plot: the frame, the numbers at the ticks and the labels, to be drawn over the data.
  public func axes() -> Element {
    .group(
      [.rectangle(frame, class: "frame faint \(ThemeColor.soft.stroke)")] + numbers + [
        .text(
          x.label, at: Point(frame.midX, frame.bottom + 32), anchor: .middle,
          class: "label \(ThemeColor.ink.fill)")
      ] + (y.label.isEmpty ? [] : [upright]))
  }

  private var upright: Element {
    .upwardText(
      y.label, at: Point(frame.x - labelDistance, frame.midY), class: "label \(ThemeColor.ink.fill)")
  }

  private var numbers: [Element] {
    let style = "tick \(ThemeColor.soft.fill)"
    return xTicks.map {
      .text($0.label, at: Point($0.position, frame.bottom + 15), anchor: .middle, class: style)
    }
      + yTicks.map { .text($0.label, at: Point(frame.x - 6, $0.position + 3.5), anchor: .end, class: style) }
  }

  private var xTicks: [(label: String, position: Double)] {
    Self.marks(of: x) { frame.x + $0 * frame.width }
  }

  private var yTicks: [(label: String, position: Double)] {
    Self.marks(of: y) { frame.bottom - $0 * frame.height }
  }

  private static func marks(of axis: Axis, _ position: (Double) -> Double) -> [(
    label: String, position: Double
  )] {
    let ticks = Ticks(for: axis)
    return zip(ticks.labels, ticks.values).compactMap { label, value in
      axis.fraction(of: value).map { (label, position($0)) }
    }
  }
}
