/// A drawing with its heading and its caption.
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
        Element("h3", text: drawing.title), drawing.inline(), Element("figcaption", text: caption),
      ])
  }
}
