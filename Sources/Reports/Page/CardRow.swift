/// Cards side by side, as many as the page is wide.
public struct CardRow: PageBlock {
  public var cards: [Card]

  public init(_ cards: [Card]) { self.cards = cards }

  public var element: Element { Element("div", ["class": "cards"], cards.map(\.element)) }
}
