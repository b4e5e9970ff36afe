/// Rows of words and numbers under named columns; the first cell of a row names it.
public struct Table: PageBlock {
  public enum Cell: Sendable {
    case words(String)
    case number(Number)
    /// A number between the ends of its interval.
    case interval(Number, low: Number, high: Number)
    /// Words after a spot of a figure's colour.
    case keyed(String, ThemeColor)
    /// There is no value.
    case missing
  }

  /// What the table holds, in a sentence.
  public var caption: String
  public var columns: [String]
  /// One cell a column.
  public var rows: [[Cell]]
  /// Whether a page's script lets readers sort the rows by each column.
  public var isSortable: Bool
  /// Whether it may take the width of the page and scrolls where it is long.
  public var isLarge: Bool

  public init(
    caption: String, columns: [String], rows: [[Cell]], isSortable: Bool = false, isLarge: Bool = false
  ) {
    precondition(rows.allSatisfy { $0.count == columns.count }, "every row needs \(columns.count) cells")
    self.caption = caption
    self.columns = columns
    self.rows = rows
    self.isSortable = isSortable
    self.isLarge = isLarge
  }

  public var element: Element {
    let head = Element("tr", [:], columns.map { Element("th", ["scope": "col"], text: $0) })
    let table = Element(
      "table", isSortable ? ["class": "sortable"] : [:],
      [
        Element("caption", text: caption), Element("thead", [:], [head]),
        Element("tbody", [:], rows.map(Self.line)),
      ])
    return Element(
      "div",
      [
        "class": isLarge ? "scroll large" : "scroll", "role": "region", "aria-label": caption, "tabindex": 0,
      ],
      [table])
  }

  private static func line(_ row: [Cell]) -> Element {
    Element(
      "tr", [:],
      row.enumerated().map { index, cell in
        var element = Element(index == 0 ? "th" : "td", index == 0 ? ["scope": "row"] : [:])
        element.children = cell.content
        return element
      })
  }
}

extension Table.Cell {
  fileprivate var content: [Element.Node] {
    switch self {
    case .words(let words): [.text(words)]
    case .number(let number): [.element(number.element)]
    case .interval(let number, let low, let high):
      [.element(number.element), .element(Self.interval(low, high))]
    case .keyed(let words, let color):
      [.element(Self.spot(color)), .element(Element("span", text: words))]
    case .missing: [.text("–")]
    }
  }

  private static func interval(_ low: Number, _ high: Number) -> Element {
    var element = Element("span", ["class": "interval"])
    element.children = [.text("["), .element(low.element), .text(", "), .element(high.element), .text("]")]
    return element
  }

  private static func spot(_ color: ThemeColor) -> Element {
    Element(
      "svg", ["class": "spot", "viewBox": "0 0 10 10", "aria-hidden": "true"],
      [.circle(at: Point(5, 5), radius: 5, class: color.fill)])
  }
}
