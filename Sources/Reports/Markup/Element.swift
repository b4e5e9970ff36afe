/// One element of an SVG drawing or an HTML page: a name, attributes in their order, and what it contains.
public struct Element: Equatable, Sendable {
  /// Something inside an element.
  public enum Node: Equatable, Sendable {
    case element(Element)
    /// Words, escaped when they are written.
    case text(String)
  }

  /// One attribute, before escaping.
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

  /// An element that holds words only.
  public init(_ name: String, _ attributes: KeyValuePairs<String, any AttributeText> = [:], text: String) {
    self.init(name, attributes)
    children = [.text(text)]
  }

  /// The value of an attribute, if the element has it.
  public subscript(attribute: String) -> String? { attributes.first { $0.name == attribute }?.value }

  /// The same element with one more attribute.
  public func with(_ name: String, _ value: any AttributeText) -> Element {
    var copy = self
    copy.attributes.append(Attribute(name: name, value: value.attributeText))
    return copy
  }

  /// The same element under names, separated by spaces, by which a page's script shows and hides it.
  func layered(_ layers: String?) -> Element { layers.map { with("data-layer", $0) } ?? self }

  /// The same element with a tooltip, which must come before all it contains.
  public func titled(_ title: String) -> Element {
    var copy = self
    copy.children.insert(.element(Element("title", text: title)), at: 0)
    return copy
  }
}
