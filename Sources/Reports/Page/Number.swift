/// A number in a page: rounded for the reader, exact for the machine (`<data value>`).
public struct Number: Sendable {
  public let value: Double
  public let text: String

  public init(_ value: Double, significant digits: Int = 4) {
    self.value = value
    text = value.text(significant: digits)
  }

  public init(_ value: Double, decimals: Int) {
    self.value = value
    text = value.text(decimals: decimals)
  }

  /// A number that stands as other words, a share for instance.
  public init(_ value: Double, as text: String) {
    (self.value, self.text) = (value, text)
  }

  var element: Element { Element("data", ["value": "\(value)"], text: text) }
}
