/// A table: rows of text and numbers under named columns; the first cell of a row names it.
public struct Table: PageBlock {
  public enum Cell: Sendable {
    case text(String)
    case number(Number)
    /// A number between the ends of its interval.
    case interval(Number, low: Number, high: Number)
    /// Text after a spot of a figure's colour.
    case keyed(String, ThemeColor)
    /// There is no value.
    case missing
  }

  /// The caption: what the table holds, in a sentence.
  public var caption: String
  public var columns: [String]
  /// The rows, each of one cell a column.
  public var rows: [[Cell]]
  /// The columns of text, set flush left; numbers are set flush right.
  public var textColumns: Set<Int>
  /// Whether a page's script lets readers sort the rows by each column.
  public var isSortable: Bool
  /// Whether the table may take the width of the page and scrolls where it is long.
  public var isLarge: Bool

  public init(
    caption: String, columns: [String], rows: [[Cell]], textColumns: Set<Int> = [],
    isSortable: Bool = false, isLarge: Bool = false
  ) {
    precondition(rows.allSatisfy { $0.count == columns.count }, "every row needs \(columns.count) cells")
    self.caption = caption
    self.columns = columns
    self.rows = rows
    self.textColumns = textColumns
    self.isSortable = isSortable
    self.isLarge = isLarge
  }

  public var element: Element {
    let head = Element(
      "tr", [:],
      columns.indices.map { cell($0, "th", scope: "col", [.text(columns[$0])]) })
    let table = Element(
      "table", isSortable ? ["class": "sortable"] : [:],
      [Element("thead", [:], [head]), Element("tbody", [:], rows.map(line))])
    let scroll = Element(
      "div", ["class": "scroll", "role": "region", "aria-label": caption, "tabindex": 0],
      [table.with("aria-label", caption)])
    return Element(
      "div", ["class": isLarge ? "tabular large" : "tabular"],
      [Element("p", ["class": "caption"], text: caption), scroll])
  }

  private func line(_ row: [Cell]) -> Element {
    Element(
      "tr", [:],
      row.enumerated().map { index, content in
        index == 0
          ? cell(index, "th", scope: "row", content.content) : cell(index, "td", scope: nil, content.content)
      })
  }

  private func cell(_ column: Int, _ name: String, scope: String?, _ content: [Element.Node]) -> Element {
    var element = Element(name, scope.map { ["scope": $0] } ?? [:])
    if textColumns.contains(column) { element = element.with("class", "text") }
    element.children = content
    return element
  }
}

extension Table.Cell {
  fileprivate var content: [Element.Node] {
    switch self {
    case .text(let text): [.text(text)]
    case .number(let number): [.element(number.element)]
    case .interval(let number, let low, let high):
      [.element(number.element), .element(Self.interval(low, high))]
    case .keyed(let text, let color):
      [.element(Self.spot(color)), .element(Element("span", text: text))]
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
