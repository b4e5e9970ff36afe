/// Writing: the text is well-formed XML and valid HTML at once.
extension Element {
  /// The element as text, everything in it escaped.
  public var markup: String {
    var text = ""
    write(to: &text)
    return text
  }

  /// Elements of HTML that have no end tag.
  private static let voids: Set<String> = ["meta", "link", "br", "hr", "img", "input", "col"]

  fileprivate func write(to text: inout String) {
    text += "<\(name)"
    for attribute in attributes { text += " \(attribute.name)=\"\(attribute.value.escapedInAttribute)\"" }
    guard !Self.voids.contains(name) else {
      text += " />"
      return
    }
    text += ">"
    for child in children { child.write(to: &text) }
    text += "</\(name)>"
  }
}

extension Element.Node {
  fileprivate func write(to text: inout String) {
    switch self {
    case .element(let element): element.write(to: &text)
    case .text(let words): text += words.escapedInText
    }
  }
}
