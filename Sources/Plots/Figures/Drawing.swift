/// A finished picture: its size in pixels, a description, and its shapes.
public struct Drawing: Sendable {
  public let width: Double
  public let height: Double
  /// The name of the picture to a screen reader.
  public let title: String
  /// A description in a sentence or two for those who cannot see the picture.
  public let description: String
  public let content: [Element]

  public init(width: Double, height: Double, title: String, description: String, content: [Element]) {
    self.width = width
    self.height = height
    self.title = title
    self.description = description
    self.content = content
  }

  private var frame: Rectangle { Rectangle(width: width, height: height) }

  /// The picture as an element of a page, as wide as its container. The page has `Theme.figureStyle`.
  public func inline() -> Element {
    Element(
      "svg", ["viewBox": frame.viewBox, "role": "img", "aria-label": title],
      [Element("title", text: title), Element("desc", text: description)] + content)
  }

  /// The picture as part of another drawing, scaled to the width given.
  public func placed(x: Double, y: Double, width: Double) -> Element {
    Element(
      "svg",
      ["x": x, "y": y, "width": width, "height": height * width / self.width, "viewBox": frame.viewBox],
      content)
  }

  /// The picture as a file of its own, with its style sheet inside.
  public func file() -> String {
    let root = Element(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "width": width, "height": height, "viewBox": frame.viewBox,
        "role": "img", "aria-label": title,
      ],
      [
        Element("title", text: title), Element("desc", text: description),
        Element("style", text: Theme.figureStyle),
      ] + content)
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + root.markup + "\n"
  }
}
