/// A rectangle of a drawing; y grows downwards.
public struct Rectangle: Hashable, Sendable {
  public var x: Double
  public var y: Double
  public var width: Double
  public var height: Double

  public init(x: Double = 0, y: Double = 0, width: Double, height: Double) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }

  public var right: Double { x + width }
  public var bottom: Double { y + height }
  public var midX: Double { x + width / 2 }
  public var midY: Double { y + height / 2 }

  /// The rectangle as an SVG viewBox.
  var viewBox: String { [x, y, width, height].map(\.coordinateText).joined(separator: " ") }

  /// The rectangle without a margin on each side.
  public func inset(left: Double = 0, top: Double = 0, right: Double = 0, bottom: Double = 0) -> Rectangle {
    Rectangle(x: x + left, y: y + top, width: width - left - right, height: height - top - bottom)
  }
}

/// A position in a drawing or in a plane of values.
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
  public func outline(closed: Bool = false) -> String {
    let steps = map { "\($0.x.coordinateText) \($0.y.coordinateText)" }
    return "M" + steps.joined(separator: "L") + (closed ? "Z" : "")
  }
}
