/// A block of a page.
public protocol PageBlock: Sendable {
  /// The block as HTML.
  var element: Element { get }
}

/// A part of a page under its own heading.
public struct Section: Sendable {
  public var heading: String
  /// The text below the heading; may be empty.
  public var introduction: String
  public var blocks: [any PageBlock]

  public init(_ heading: String, introduction: String = "", blocks: [any PageBlock]) {
    self.heading = heading
    self.introduction = introduction
    self.blocks = blocks
  }

  var element: Element {
    let text = introduction.isEmpty ? [] : [Element("p", text: introduction)]
    return Element("section", [:], [Element("h2", text: heading)] + text + blocks.map(\.element))
  }
}

/// A heading inside a section.
public struct Heading: PageBlock {
  public var text: String

  public init(_ text: String) { self.text = text }

  public var element: Element { Element("h3", ["class": "part"], text: text) }
}

/// A paragraph of text.
public struct Paragraph: PageBlock {
  public var text: String

  public init(_ text: String) { self.text = text }

  public var element: Element { Element("p", text: text) }
}

/// Notices: what a reader must know before trusting the numbers, one sentence each.
public struct Notices: PageBlock {
  /// Whether the sentences are warnings or only say that all is well.
  public var areWarnings: Bool
  public var sentences: [String]

  public init(_ sentences: [String], areWarnings: Bool) {
    (self.sentences, self.areWarnings) = (sentences, areWarnings)
  }

  public var element: Element {
    Element(
      "div", ["class": areWarnings ? "notices warning" : "notices"],
      [
        Element("h3", text: areWarnings ? "Read with care" : "Checks"),
        Element("ul", [:], sentences.map { Element("li", text: $0) }),
      ])
  }
}

/// A glossary: terms, each with what it means.
public struct Glossary: PageBlock {
  public var entries: [(term: String, meaning: String)]

  public init(entries: [(term: String, meaning: String)]) { self.entries = entries }

  public var element: Element {
    Element(
      "dl", ["class": "glossary"],
      entries.flatMap { [Element("dt", text: $0.term), Element("dd", text: $0.meaning)] })
  }
}

/// A figure: a drawing with its heading and its caption.
public struct Figure: PageBlock {
  public var drawing: Drawing
  public var caption: String

  public init(_ drawing: Drawing, caption: String) {
    self.drawing = drawing
    self.caption = caption
  }

  public var element: Element {
    Element(
      "figure", [:],
      [
        Element("h3", text: drawing.title), canvas, Element("figcaption", text: caption),
      ])
  }

  /// What is too wide for a telephone scrolls there.
  private var canvas: Element {
    guard drawing.width > 500 else { return drawing.inline() }
    return Element("div", ["class": "wide", "tabindex": 0], [drawing.inline()])
  }
}

/// A row of figures side by side, as many as the page is wide.
public struct FigureRow: PageBlock {
  public var figures: [Figure]
  /// Whether figures take half the page each, instead of a third.
  public var isBroad: Bool

  public init(_ figures: [Figure], isBroad: Bool = false) {
    (self.figures, self.isBroad) = (figures, isBroad)
  }

  public var element: Element {
    Element("div", ["class": isBroad ? "figures broad" : "figures"], figures.map(\.element))
  }
}

/// A row of cards side by side, as many as the page is wide.
public struct CardRow: PageBlock {
  public var cards: [Card]

  public init(_ cards: [Card]) { self.cards = cards }

  public var element: Element { Element("div", ["class": "cards"], cards.map(\.element)) }
}

/// A card: one number that matters, its name, and a sentence that says what it means.
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

  /// A number with a text of its own, a percentage for instance.
  public init(_ value: Double, as text: String) {
    (self.value, self.text) = (value, text)
  }

  public var element: Element { Element("data", ["value": "\(value)"], text: text) }
}
