/// Words between other blocks.
public struct Paragraph: PageBlock {
  public var words: String

  public init(_ words: String) { self.words = words }

  public var element: Element { Element("p", text: words) }
}
