/// A heading inside a section.
public struct Heading: PageBlock {
  public var words: String

  public init(_ words: String) { self.words = words }

  public var element: Element { Element("h3", ["class": "part"], text: words) }
}
