/// Figures side by side, as many as the page is wide.
public struct FigureRow: PageBlock {
  public var figures: [Figure]
  /// Whether they take half the page each, instead of a third.
  public var isBroad: Bool

  public init(_ figures: [Figure], isBroad: Bool = false) {
    (self.figures, self.isBroad) = (figures, isBroad)
  }

  public var element: Element {
    Element("div", ["class": isBroad ? "figures broad" : "figures"], figures.map(\.element))
  }
}
