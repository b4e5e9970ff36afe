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
  public var marker: Marker
  /// What stands at the end of the curve where a plot names its curves there; nothing if nil.
  public var endLabel: String?
  /// Names, separated by spaces, under which a page's script shows and hides the curve.
  public var layers: String?
  /// For every point the row of data behind it, for a page's script; empty if there is none.
  public var rows: [Int]
  /// What a page's script knows the rows as: their markers have the attribute `data-ROWNAME`.
  public var rowName: String
  /// For every point the words of its tooltip; its name and its place if empty.
  public var notes: [String]

  public init(
    _ name: String, points: [Point], intervals: [ClosedRange<Double>] = [], color: ThemeColor,
    stroke: Stroke = .solid, hasMarkers: Bool = false, marker: Marker = .circle, endLabel: String? = nil,
    layers: String? = nil, rows: [Int] = [], rowName: String = "row", notes: [String] = []
  ) {
    precondition(
      intervals.isEmpty || intervals.count == points.count,
      "\(intervals.count) intervals for \(points.count) points")
    precondition(rows.isEmpty || rows.count == points.count, "\(rows.count) rows for \(points.count) points")
    precondition(
      notes.isEmpty || notes.count == points.count, "\(notes.count) notes for \(points.count) points")
    self.name = name
    self.points = points
    self.intervals = intervals
    self.color = color
    self.stroke = stroke
    self.hasMarkers = hasMarkers
    self.marker = marker
    self.endLabel = endLabel
    self.layers = layers
    self.rows = rows
    self.rowName = rowName
    self.notes = notes
  }

  /// The tooltip of a point.
  func note(_ index: Int) -> String {
    guard notes.isEmpty else { return notes[index] }
    let point = points[index]
    return "\(name): \(point.x.text(significant: 4)), \(point.y.text(significant: 4))"
  }
}
