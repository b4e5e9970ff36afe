/// One curve of a line plot.
public struct Series: Sendable {
  public enum Stroke: String, Sendable {
    case solid, dashed, dotted
  }

  public var name: String
  public var points: [Point]
  /// For every point the range it may lie in, shaded behind the curve; empty if there is none.
  public var intervals: [ClosedRange<Double>]
  public var color: ThemeColor
  public var stroke: Stroke
  /// Whether every point is marked, and named by a tooltip.
  public var hasMarkers: Bool

  public init(
    _ name: String, points: [Point], intervals: [ClosedRange<Double>] = [], color: ThemeColor,
    stroke: Stroke = .solid, hasMarkers: Bool = false
  ) {
    precondition(
      intervals.isEmpty || intervals.count == points.count,
      "\(intervals.count) intervals for \(points.count) points")
    self.name = name
    self.points = points
    self.intervals = intervals
    self.color = color
    self.stroke = stroke
    self.hasMarkers = hasMarkers
  }
}
