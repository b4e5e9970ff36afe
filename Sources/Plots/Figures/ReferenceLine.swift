/// A line at a value that a plot is compared with, drawn right across it and named on it.
public struct ReferenceLine: Sendable {
  public enum Direction: Sendable {
    /// A line at one value of y.
    case horizontal
    /// A line at one value of x.
    case vertical
  }

  /// The end of a horizontal line at which its name stands.
  public enum LabelEnd: Sendable {
    case start, end
  }

  public var label: String
  public var value: Double
  public var direction: Direction
  public var labelEnd: LabelEnd
  /// Whether the name of a horizontal line stands below it.
  public var isBelow: Bool

  public init(
    _ label: String, at value: Double, _ direction: Direction = .horizontal, labelEnd: LabelEnd = .end,
    isBelow: Bool = false
  ) {
    self.label = label
    self.value = value
    self.direction = direction
    self.labelEnd = labelEnd
    self.isBelow = isBelow
  }

  /// The line and its name, which stands above a horizontal line or below it, or at the lower end of a vertical one.
  func elements(in area: PlotArea) -> [Element] {
    let axis = direction == .horizontal ? area.y : area.x
    guard let fraction = axis.fraction(of: value), (0...1).contains(fraction) else { return [] }
    return direction == .horizontal
      ? horizontal(in: area.frame, y: area.frame.bottom - fraction * area.frame.height)
      : vertical(in: area.frame, x: area.frame.x + fraction * area.frame.width)
  }

  private func horizontal(in frame: Rectangle, y: Double) -> [Element] {
    let (x, anchor) = labelEnd == .start ? (frame.x + 6, Element.Anchor.start) : (frame.right - 6, .end)
    return [
      line(from: Point(frame.x, y), to: Point(frame.right, y)),
      .text(label, at: Point(x, isBelow ? y + 13 : y - 5), anchor: anchor, class: Self.labelStyle),
    ]
  }

  private func vertical(in frame: Rectangle, x: Double) -> [Element] {
    [
      line(from: Point(x, frame.y), to: Point(x, frame.bottom)),
      .text(label, at: Point(x + 5, frame.bottom - 7), class: Self.labelStyle),
    ]
  }

  private static let labelStyle = "label halo \(ThemeColor.ink.fill)"

  private func line(from start: Point, to end: Point) -> Element {
    .line(from: start, to: end, class: "frame dashed \(ThemeColor.ink.stroke)")
  }
}
