/// A page in one file: no script, and nothing is loaded from anywhere.
///
/// It follows the reader's light or dark setting, and suits a telephone and paper. Its text is also well-
/// formed XML.
public struct Page: Sendable {
  public var title: String
  /// What kind of page it is, above the title.
  public var kind: String
  /// The paragraphs below the title.
  public var lead: [String]
  public var sections: [Section]
  /// The last line.
  public var note: String

  public init(title: String, kind: String, lead: [String], sections: [Section], note: String) {
    self.title = title
    self.kind = kind
    self.lead = lead
    self.sections = sections
    self.note = note
  }

  /// The whole file.
  public func html() -> String {
    "<!DOCTYPE html>\n" + Element("html", ["lang": "en"], [head, body]).markup + "\n"
  }

  private var head: Element {
    Element(
      "head", [:],
      [
        Element("meta", ["charset": "utf-8"]),
        Element("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
        Element("meta", ["name": "color-scheme", "content": "light dark"]),
        Element("title", text: title),
        Element("link", ["rel": "icon", "href": "data:,"]),
        Element("style", text: Theme.figureStyle + "\n" + Theme.pageStyle),
      ])
  }

  private var body: Element {
    Element("body", [:], [Element("main", [:], [header] + sections.map(\.element) + [footer])])
  }

  private var header: Element {
    Element(
      "header", [:],
      [Element("p", ["class": "kind"], text: kind), Element("h1", text: title)]
        + lead.map { Element("p", ["class": "lead"], text: $0) })
  }

  private var footer: Element { Element("footer", [:], [Element("p", text: note)]) }
}
