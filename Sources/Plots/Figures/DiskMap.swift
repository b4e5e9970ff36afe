import Foundation

/// A disk of rings cut into sectors, each told by its tooltip: values by size and by direction over half a turn.
///
/// Every sector is drawn twice, the second time half a turn on.
public struct DiskMap: Sendable {
  /// One sector: its value and what the tooltip says.
  public struct Cell: Sendable {
    public var value: Double
    public var note: String

    public init(_ value: Double, note: String) { (self.value, self.note) = (value, note) }
  }

  public var title: String
  public var description: String
  /// The rings from the outermost, each with a cell for every direction; blank where nil.
  public var rings: [[Cell?]]
  /// The direction of the middle of each cell of a ring in radians, from downwards towards the right, evenly spaced over half a turn.
  public var angles: [Double]
  /// What stands in the middle.
  public var center: Cell?
  public var shading: Shading
  public var width: Double

  public init(
    title: String, description: String, rings: [[Cell?]], angles: [Double], center: Cell? = nil,
    shading: Shading, width: Double = 360
  ) {
    precondition(rings.allSatisfy { $0.count == angles.count }, "a ring needs \(angles.count) cells")
    (self.title, self.description, self.rings, self.angles) = (title, description, rings, angles)
    (self.center, self.shading, self.width) = (center, shading, width)
  }

  private static let barWidth = 84.0
  private var radius: Double { (width - Self.barWidth) / 2 - 4 }
  private var middle: Point { Point(radius + 4, radius + 4) }
  /// The width of a ring, and the radius of the middle.
  private var step: Double { radius / (Double(rings.count) + 1) }

  public func drawing() -> Drawing {
    let bar = Rectangle(x: 2 * radius + 20, y: 8, width: 12, height: 2 * radius - 8)
    return Drawing(
      width: width, height: 2 * radius + 8, title: title, description: description,
      content: sectors + disk + [shading.bar.drawn(in: bar)])
  }

  private var sectors: [Element] {
    rings.enumerated().flatMap { ring, cells in
      cells.enumerated().flatMap { index, cell in
        cell.map { cell in [0, Double.pi].map { sector(cell, ring: ring, angle: angles[index] + $0) } } ?? []
      }
    }
  }

  private var disk: [Element] {
    center.map { cell in
      [shape(.circle(at: middle, radius: step * 0.96, class: Self.edge), of: cell)]
    } ?? []
  }

  private func sector(_ cell: Cell, ring: Int, angle: Double) -> Element {
    let (outer, half) = (radius - Double(ring) * step, Double.pi / Double(2 * angles.count))
    let inner = outer - step
    let start = "M\(point(outer, angle - half)) A\(arc(outer)) 0 \(point(outer, angle + half))"
    let end = "L\(point(inner, angle + half)) A\(arc(inner)) 1 \(point(inner, angle - half))Z"
    return shape(.path(start + end, class: Self.edge), of: cell)
  }

  private static let edge = "cell \(ThemeColor.paper.stroke)"

  private func shape(_ element: Element, of cell: Cell) -> Element {
    element.with("fill", shading.color(of: cell.value).text).titled(cell.note)
  }

  private func arc(_ radius: Double) -> String {
    "\(radius.coordinateText) \(radius.coordinateText) 0 0"
  }

  /// A position by its distance from the middle and its angle from downwards towards the right.
  private func point(_ radius: Double, _ angle: Double) -> String {
    let (x, y) = (middle.x + radius * sin(angle), middle.y + radius * cos(angle))
    return "\(x.coordinateText) \(y.coordinateText)"
  }
}

extension Color {
  /// The colour as CSS has it; transparent ones `none`.
  var text: String { alpha == 0 ? "none" : String(format: "#%02x%02x%02x", red, green, blue) }
}
