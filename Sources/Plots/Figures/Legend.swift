/// A legend: names the colours of a plot.
public struct Legend: Sendable {
  /// An entry of a legend: a name and the line that it names.
  public struct Entry: Sendable {
    public var name: String
    public var color: ThemeColor
    public var stroke: Series.Stroke

    public init(name: String, color: ThemeColor, stroke: Series.Stroke = .solid) {
      (self.name, self.color, self.stroke) = (name, color, stroke)
    }
  }

  public var entries: [Entry]

  public init(entries: [Entry]) { self.entries = entries }

  private static let lineHeight = 16.0

  /// Lines of entries from left to right, no wider than `width`.
  private func lines(width: Double) -> [[(entry: Entry, x: Double)]] {
    var lines: [[(entry: Entry, x: Double)]] = [[]]
    var x = 0.0
    for entry in entries {
      let needed = Self.width(of: entry.name)
      if x > 0, x + needed > width {
        lines.append([])
        x = 0
      }
      lines[lines.count - 1].append((entry, x))
      x += needed
    }
    return lines
  }

  /// An estimate for the fonts of systems, rather too wide than too narrow.
  private static func width(of name: String) -> Double { 36 + 6.2 * Double(name.count) }

  func height(width: Double) -> Double { Double(lines(width: width).count) * Self.lineHeight }

  func drawn(x: Double, y: Double, width: Double) -> Element {
    .group(
      lines(width: width).enumerated().flatMap { row, line in
        line.flatMap { Self.key($0.entry, at: Point(x + $0.x, y + (Double(row) + 0.5) * Self.lineHeight)) }
      })
  }

  /// The legend with its entries one below the other, the first at the point.
  public func stacked(x: Double, y: Double) -> Element {
    .group(
      entries.enumerated().flatMap {
        Self.key($0.element, at: Point(x, y + Double($0.offset) * Self.lineHeight))
      })
  }

  private static func key(_ entry: Entry, at point: Point) -> [Element] {
    [
      .line(
        from: point, to: Point(point.x + 18, point.y),
        class: "curve \(entry.stroke.rawValue) \(entry.color.stroke)"),
      .text(entry.name, at: Point(point.x + 23, point.y + 4), class: "label \(ThemeColor.ink.fill)"),
    ]
  }
}
