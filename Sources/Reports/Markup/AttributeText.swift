/// What may stand as the value of an attribute: words, or a number as the coordinate of a drawing.
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
