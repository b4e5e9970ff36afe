/// One element of an SVG drawing or an HTML page: a name, attributes in their order, and what it contains.
public struct Element: Equatable, Sendable {
  /// A child of an element: another element, or text.
  public enum Node: Equatable, Sendable {
    case element(Element)
    /// Text, escaped when they are written.
    case text(String)
  }

  /// An attribute of an element, before escaping.
  public struct Attribute: Equatable, Sendable {
    public let name: String
    public let value: String
  }

  public var name: String
  public var attributes: [Attribute]
  public var children: [Node]

  public init(
    _ name: String, _ attributes: KeyValuePairs<String, any AttributeText> = [:], _ children: [Element] = []
  ) {
    self.name = name
    self.attributes = attributes.map { Attribute(name: $0.key, value: $0.value.attributeText) }
    self.children = children.map(Node.element)
  }

  /// An element that holds text only.
  public init(_ name: String, _ attributes: KeyValuePairs<String, any AttributeText> = [:], text: String) {
    self.init(name, attributes)
    children = [.text(text)]
  }

  /// The value of an attribute, if the element has it.
  public subscript(attribute: String) -> String? { attributes.first { $0.name == attribute }?.value }

  /// A copy of the element with one more attribute.
  public func with(_ name: String, _ value: any AttributeText) -> Element {
    var copy = self
    copy.attributes.append(Attribute(name: name, value: value.attributeText))
    return copy
  }

  /// A copy of the element under names, separated by spaces, by which a page's script shows and hides it.
  public func layered(_ layers: String?) -> Element { layers.map { with("data-layer", $0) } ?? self }

  /// A copy of the element with a tooltip, which must come before all it contains.
  public func titled(_ title: String) -> Element {
    var copy = self
    copy.children.insert(.element(Element("title", text: title)), at: 0)
    return copy
  }
}

/// A value of an attribute: text, or a number as the coordinate of a drawing.
public protocol AttributeText: Sendable {
  /// The value before escaping.
  var attributeText: String { get }
}

extension String: AttributeText {
  public var attributeText: String { self }
}

extension Int: AttributeText {
  public var attributeText: String { String(self) }
}

extension Double: AttributeText {
  public var attributeText: String { coordinateText }
}

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
    case .text(let content): text += content.escapedInText
    }
  }
}

extension String {
  /// The text as it may stand between tags. `>` stays, so that a style sheet reads the same in HTML and in
  /// XML, but for the three characters that XML reserves.
  var escapedInText: String {
    escaped { $0 == "&" ? "&amp;" : $0 == "<" ? "&lt;" : nil }.replacing("]]>", with: "]]&gt;")
  }

  /// The text as it may stand between double quotes.
  var escapedInAttribute: String {
    escaped { $0 == "&" ? "&amp;" : $0 == "<" ? "&lt;" : $0 == "\"" ? "&quot;" : nil }
  }

  /// Replaces what XML reserves and drops the control characters it forbids.
  private func escaped(_ entity: (Unicode.Scalar) -> String?) -> String {
    var text = ""
    for scalar in unicodeScalars where scalar.isAllowedInXML {
      if let entity = entity(scalar) { text += entity } else { text.unicodeScalars.append(scalar) }
    }
    return text
  }
}

extension Unicode.Scalar {
  /// XML 1.0 allows tab, line feed and carriage return of all the control characters, and not the last two
  /// code points.
  fileprivate var isAllowedInXML: Bool {
    value >= 0x20 ? value != 0xFFFE && value != 0xFFFF : value == 0x9 || value == 0xA || value == 0xD
  }
}
