/// The frame of a plot: it places values, and draws axes, ticks and grid.
public struct PlotArea: Sendable {
  public let frame: Rectangle
  public let x: Axis
  public let y: Axis

  public init(frame: Rectangle, x: Axis, y: Axis) {
    self.frame = frame
    self.x = x
    self.y = y
  }

  /// Where a pair of values stands, or nil if an axis has no place for it.
  public func place(_ point: Point) -> Point? {
    guard let across = x.fraction(of: point.x), let up = y.fraction(of: point.y) else { return nil }
    return Point(frame.x + across * frame.width, frame.bottom - up * frame.height)
  }

  /// Hairlines at the ticks, to be drawn under the data.
  public func grid() -> Element {
    let upright = xTicks.map { [Point($0.place, frame.y), Point($0.place, frame.bottom)] }
    let level = yTicks.map { [Point(frame.x, $0.place), Point(frame.right, $0.place)] }
    return .path((upright + level).map { $0.outline() }.joined(), class: "hair \(ThemeColor.rule.stroke)")
  }

  /// The frame, the numbers at the ticks and the labels, to be drawn over the data.
  public func axes() -> Element {
    .group(
      [.rectangle(frame, class: "frame faint \(ThemeColor.soft.stroke)")] + numbers + [
        .words(
          x.label, at: Point(frame.midX, frame.bottom + 32), anchor: .middle,
          class: "label \(ThemeColor.ink.fill)"),
        .upwardWords(y.label, at: Point(frame.x - 42, frame.midY), class: "label \(ThemeColor.ink.fill)"),
      ])
  }

  private var numbers: [Element] {
    let style = "tick \(ThemeColor.soft.fill)"
    return xTicks.map {
      .words($0.label, at: Point($0.place, frame.bottom + 15), anchor: .middle, class: style)
    }
      + yTicks.map { .words($0.label, at: Point(frame.x - 6, $0.place + 3.5), anchor: .end, class: style) }
  }

  private var xTicks: [(label: String, place: Double)] {
    Self.marks(of: x) { frame.x + $0 * frame.width }
  }

  private var yTicks: [(label: String, place: Double)] {
    Self.marks(of: y) { frame.bottom - $0 * frame.height }
  }

  private static func marks(of axis: Axis, _ place: (Double) -> Double) -> [(label: String, place: Double)] {
    let ticks = Ticks(for: axis)
    return zip(ticks.labels, ticks.values).compactMap { label, value in
      axis.fraction(of: value).map { (label, place($0)) }
    }
  }
}
