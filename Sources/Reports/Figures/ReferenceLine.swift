/// A value that a plot is read against, drawn right across it and named on it.
public struct ReferenceLine: Sendable {
  public enum Direction: Sendable {
    /// At one value of y.
    case horizontal
    /// At one value of x.
    case vertical
  }

  public var label: String
  public var value: Double
  public var direction: Direction

  public init(_ label: String, at value: Double, _ direction: Direction = .horizontal) {
    self.label = label
    self.value = value
    self.direction = direction
  }

  /// The line and its name, which stands above it on the right, or beside its upper end.
  func elements(in area: PlotArea) -> [Element] {
    let (frame, style) = (area.frame, "label halo \(ThemeColor.ink.fill)")
    switch direction {
    case .horizontal:
      guard let up = area.y.fraction(of: value), (0...1).contains(up) else { return [] }
      let y = frame.bottom - up * frame.height
      return [
        line(from: Point(frame.x, y), to: Point(frame.right, y)),
        .words(label, at: Point(frame.right - 6, y - 5), anchor: .end, class: style),
      ]
    case .vertical:
      guard let across = area.x.fraction(of: value), (0...1).contains(across) else { return [] }
      let x = frame.x + across * frame.width
      return [
        line(from: Point(x, frame.y), to: Point(x, frame.bottom)),
        .words(label, at: Point(x + 5, frame.bottom - 7), class: style),
      ]
    }
  }

  private func line(from start: Point, to end: Point) -> Element {
    .line(from: start, to: end, class: "frame dashed \(ThemeColor.ink.stroke)")
  }
}
