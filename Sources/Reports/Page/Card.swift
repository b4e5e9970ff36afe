/// One number that matters, its name, and a sentence that says what it means.
public struct Card: Sendable {
  public var name: String
  public var number: Number
  public var meaning: String

  public init(_ name: String, _ number: Number, meaning: String) {
    self.name = name
    self.number = number
    self.meaning = meaning
  }

  var element: Element {
    Element(
      "div", ["class": "card"],
      [
        Element("div", ["class": "name"], text: name),
        Element("div", ["class": "number"], [number.element]),
        Element("div", ["class": "meaning"], text: meaning),
      ])
  }
}
