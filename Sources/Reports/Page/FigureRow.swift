/// Figures side by side, as many as the page is wide.
public struct FigureRow: PageBlock {
  public var figures: [Figure]

  public init(_ figures: [Figure]) { self.figures = figures }

  public var element: Element { Element("div", ["class": "figures"], figures.map(\.element)) }
}
