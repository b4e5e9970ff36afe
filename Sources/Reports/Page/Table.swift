/// Rows of words and numbers under named columns.
public struct Table: PageBlock {
  public enum Cell: Sendable {
    case words(String)
    case number(Number)
    /// Words after a spot of a figure's colour.
    case keyed(String, ThemeColor)
  }

  /// What the table holds, in a sentence.
  public var caption: String
  public var columns: [String]
  /// One cell a column.
  public var rows: [[Cell]]

  public init(caption: String, columns: [String], rows: [[Cell]]) {
    precondition(rows.allSatisfy { $0.count == columns.count }, "every row needs \(columns.count) cells")
    self.caption = caption
    self.columns = columns
    self.rows = rows
  }

  public var element: Element {
    let head = Element("tr", [:], columns.map { Element("th", ["scope": "col"], text: $0) })
    let body = rows.map { Element("tr", [:], $0.map(\.element)) }
    let table = Element(
      "table", [:],
      [Element("caption", text: caption), Element("thead", [:], [head]), Element("tbody", [:], body)])
    return Element(
      "div", ["class": "scroll", "role": "region", "aria-label": caption, "tabindex": 0], [table])
  }
}

extension Table.Cell {
  fileprivate var element: Element {
    switch self {
    case .words(let words): Element("td", text: words)
    case .number(let number): Element("td", [:], [number.element])
    case .keyed(let words, let color): Element("td", [:], [Self.spot(color), Element("span", text: words)])
    }
  }

  private static func spot(_ color: ThemeColor) -> Element {
    Element(
      "svg", ["class": "spot", "viewBox": "0 0 10 10", "aria-hidden": "true"],
      [.circle(at: Point(5, 5), radius: 5, class: color.fill)])
  }
}
