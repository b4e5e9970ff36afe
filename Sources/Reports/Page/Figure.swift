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
        Element("h3", text: drawing.title), canvas, Element("figcaption", text: caption),
      ])
  }

  /// What is too wide for a telephone scrolls there.
  private var canvas: Element {
    guard drawing.width > 500 else { return drawing.inline() }
    return Element("div", ["class": "wide", "tabindex": 0], [drawing.inline()])
  }
}
