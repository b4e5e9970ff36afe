/// What a reader must know before trusting the numbers, one sentence each.
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
