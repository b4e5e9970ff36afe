/// Drawings on one sheet of paper under a title, a row below the other.
public struct Sheet: Sendable {
  public var title: String
  /// A line below the title.
  public var subtitle: String
  /// The drawings, those of a row of equal widths.
  public var rows: [[Drawing]]
  public var width: Double

  public init(title: String, subtitle: String, rows: [[Drawing]], width: Double = 1160) {
    (self.title, self.subtitle, self.rows, self.width) = (title, subtitle, rows, width)
  }

  private static let margin = 32.0
  private static let top = 112.0
  private static let gap = 12.0
  /// From the bottom of a row to the next title.
  private static let rowGap = 44.0

  /// - Parameter description: A description of the whole for those who cannot see it; the subtitle if nil.
  public func drawing(description: String? = nil) -> Drawing {
    var (content, y) = (heading, Self.top)
    for row in rows {
      content += drawn(row, y: y)
      y += height(row) + Self.rowGap
    }
    // Below a title a drawing begins 14 pixels further down, and the last row has the margin below it.
    let height = y - Self.rowGap + 16 + Self.margin
    return Drawing(
      width: width, height: height, title: title, description: description ?? subtitle,
      content: [paper(height: height)] + content)
  }

  private var inner: Double { width - 2 * Self.margin }

  private func columnWidth(_ row: [Drawing]) -> Double {
    row.count > 1 ? inner / Double(row.count) - Self.gap : inner
  }

  private func height(_ row: [Drawing]) -> Double {
    row.map { $0.height * columnWidth(row) / $0.width }.max() ?? 0
  }

  private func paper(height: Double) -> Element {
    let sheet = Rectangle(x: 0.5, y: 0.5, width: width - 1, height: height - 1)
    return .rectangle(sheet, radius: 12, class: "\(ThemeColor.paper.fill) \(ThemeColor.rule.stroke)")
  }

  private var heading: [Element] {
    [
      .text(title, at: Point(Self.margin, 50), class: "strong \(ThemeColor.ink.fill)").with("font-size", 26),
      .text(subtitle, at: Point(Self.margin, 78), class: ThemeColor.soft.fill).with("font-size", 15),
    ]
  }

  private func drawn(_ row: [Drawing], y: Double) -> [Element] {
    let column = columnWidth(row)
    return row.enumerated().flatMap { index, drawing in
      let x = Self.margin + Double(index) * (column + Self.gap)
      return [
        Element.text(drawing.title, at: Point(x, y), class: "strong \(ThemeColor.ink.fill)").with(
          "font-size", 15),
        drawing.placed(x: x, y: y + 14, width: column),
      ]
    }
  }
}
