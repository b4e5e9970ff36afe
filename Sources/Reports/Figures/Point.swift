/// A place in a drawing or in a plane of values.
public struct Point: Hashable, Sendable {
  public var x: Double
  public var y: Double

  public init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }
}

extension Sequence<Point> {
  /// The points joined by lines, as the outline of an SVG path.
  func outline(closed: Bool = false) -> String {
    let steps = map { "\($0.x.coordinateText) \($0.y.coordinateText)" }
    return "M" + steps.joined(separator: "L") + (closed ? "Z" : "")
  }
}
