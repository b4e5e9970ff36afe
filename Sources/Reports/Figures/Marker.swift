/// The shape that marks the points of a series, which tells series apart where colours do not.
public enum Marker: CaseIterable, Sendable {
  case circle, square, triangle, diamond, cross, inverted

  /// The shape of the series of that index; after the last they begin again.
  public static func series(_ index: Int) -> Marker { allCases[index % allCases.count] }

  /// The shape around a point, of the area of a disc of the radius but for a few per cent.
  func drawn(at center: Point, radius: Double = 2.8, class name: String) -> Element {
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
