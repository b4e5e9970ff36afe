/// A series: one curve of a line plot.
public struct Series: Sendable {
  public enum Stroke: String, Sendable {
    case solid, dashed, dotted, dashDotted
  }

  public var name: String
  public var points: [Point]
  /// The interval of every point, shaded behind the curve; empty if there is none.
  public var intervals: [ClosedRange<Double>]
  public var color: ThemeColor
  public var stroke: Stroke
  /// Whether every point is marked, and named by a tooltip.
  public var hasMarkers: Bool
  public var marker: Marker
  /// The text at the end of the curve where a plot names its curves there; none if nil.
  public var endLabel: String?
  /// Names, separated by spaces, under which a page's script shows and hides the curve.
  public var layers: String?
  /// The row of data behind every point, for a page's script; empty if there is none.
  public var rows: [Int]
  /// The kind of the rows: markers have the attribute `data-ROWNAME`, by which a page's script finds them.
  public var rowName: String
  /// The text of the tooltip of every point; its name and its values if empty.
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

/// The shape that marks the points of a series, which tells series apart where colours do not.
public enum Marker: CaseIterable, Sendable {
  case circle, square, triangle, diamond, cross, inverted

  /// The marker of the series of an index; after the last they begin again.
  public static func series(_ index: Int) -> Marker { allCases[index % allCases.count] }

  /// The marker as an element around a point, of the area of a disc of the radius but for a few per cent.
  public func drawn(at center: Point, radius: Double = 2.8, class name: String) -> Element {
    guard self != .circle else { return .circle(at: center, radius: radius, class: name) }
    let outline = corners.map { Point(center.x + radius * $0.x, center.y + radius * $0.y) }
    return .path(outline.outline(closed: true), class: name)
  }

  private var corners: [Point] {
    switch self {
    case .circle: []
    case .square: [Point(-0.9, -0.9), Point(0.9, -0.9), Point(0.9, 0.9), Point(-0.9, 0.9)]
    case .triangle: [Point(0, -1.45), Point(1.25, 0.8), Point(-1.25, 0.8)]
    case .inverted: [Point(0, 1.45), Point(1.25, -0.8), Point(-1.25, -0.8)]
    case .diamond: [Point(0, -1.4), Point(1.4, 0), Point(0, 1.4), Point(-1.4, 0)]
    case .cross: [Point(1, 0), Point(0, 1), Point(-1, 0), Point(0, -1)].flatMap(Self.arm)
    }
  }

  /// The end of a cross's arm in one direction, and the corner to the next arm.
  private static func arm(_ direction: Point) -> [Point] {
    let (along, across) = (direction, Point(-direction.y, direction.x))
    return [(1.45, -0.5), (1.45, 0.5), (0.5, 0.5)].map { length, width in
      Point(length * along.x + width * across.x, length * along.y + width * across.y)
    }
  }
}
