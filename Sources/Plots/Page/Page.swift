/// A page in one file: nothing is loaded from anywhere, and a policy in the page forbids the browser to try.
///
/// It follows the reader's light or dark setting, and suits a telephone and paper. A script is optional and
/// only adds to what can be read without it. The text is also well-formed XML.
public struct Page: Sendable {
  public var title: String
  /// The kind of page, above the title.
  public var kind: String
  /// The paragraphs below the title.
  public var lead: [String]
  public var sections: [Section]
  /// The last line of the page.
  public var note: String
  /// The script of the page; nil for a page that is only read.
  public var script: PageScript?

  public init(
    title: String, kind: String, lead: [String], sections: [Section], note: String,
    script: PageScript? = nil
  ) {
    self.title = title
    self.kind = kind
    self.lead = lead
    self.sections = sections
    self.note = note
    self.script = script
  }

  /// The page as an HTML file.
  public func html() -> String {
    "<!DOCTYPE html>\n" + Element("html", ["lang": "en"], [head, body]).markup + "\n"
  }

  private var head: Element {
    Element(
      "head", [:],
      [
        Element("meta", ["charset": "utf-8"]),
        Element("meta", ["http-equiv": "Content-Security-Policy", "content": policy]),
        Element("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
        Element("meta", ["name": "color-scheme", "content": "light dark"]),
        Element("title", text: title),
        Element("link", ["rel": "icon", "href": "data:,"]),
        Element("style", text: Theme.figureStyle + "\n" + Theme.pageStyle),
      ])
  }

  /// Nothing but this page's own style, pictures inside the page, and the one script known by its hash.
  private var policy: String {
    let script = script.map { "; script-src '\($0.hash)'" } ?? ""
    return "default-src 'none'; style-src 'unsafe-inline'; img-src data:\(script); "
      + "base-uri 'none'; form-action 'none'"
  }

  private var body: Element {
    let main = Element("main", [:], [header] + sections.map(\.element) + [footer])
    return Element("body", [:], [main] + (script?.elements ?? []))
  }

  private var header: Element {
    Element(
      "header", [:],
      [Element("p", ["class": "kind"], text: kind)] + [script?.tools].compactMap(\.self)
        + [Element("h1", text: title)] + lead.map { Element("p", ["class": "lead"], text: $0) })
  }

  private var footer: Element { Element("footer", [:], [Element("p", text: note)]) }
}
