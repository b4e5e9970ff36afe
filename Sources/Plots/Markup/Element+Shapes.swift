/// The shapes that figures are made of.
extension Element {
  /// The side of a text that lies at its point.
  public enum Anchor: String, Sendable {
    case start, middle, end
  }

  public static func line(from start: Point, to end: Point, class name: String) -> Element {
    Element("line", ["x1": start.x, "y1": start.y, "x2": end.x, "y2": end.y, "class": name])
  }

  public static func rectangle(_ frame: Rectangle, radius: Double = 0, class name: String) -> Element {
    let element = Element(
      "rect",
      ["x": frame.x, "y": frame.y, "width": frame.width, "height": frame.height, "class": name])
    return radius > 0 ? element.with("rx", radius) : element
  }

  public static func circle(at center: Point, radius: Double, class name: String) -> Element {
    Element("circle", ["cx": center.x, "cy": center.y, "r": radius, "class": name])
  }

  public static func path(_ outline: String, class name: String) -> Element {
    Element("path", ["d": outline, "class": name])
  }

  public static func text(
    _ text: String, at point: Point, anchor: Anchor = .start, class name: String
  ) -> Element {
    Element(
      "text", ["x": point.x, "y": point.y, "text-anchor": anchor.rawValue, "class": name], text: text)
  }

  /// Text that reads upwards, centred on the point.
  public static func upwardText(_ text: String, at point: Point, class name: String) -> Element {
    let turn = "rotate(-90 \(point.x.coordinateText) \(point.y.coordinateText))"
    return .text(text, at: point, anchor: .middle, class: name).with("transform", turn)
  }

  /// A raster stretched over the frame, its pixels drawn as they are.
  public static func image(_ raster: Raster, in frame: Rectangle) -> Element {
    Element(
      "image",
      [
        "x": frame.x, "y": frame.y, "width": frame.width, "height": frame.height,
        "preserveAspectRatio": "none", "class": "pixels", "href": raster.dataURI,
      ])
  }

  public static func group(class name: String? = nil, _ children: [Element]) -> Element {
    let element = Element("g", [:], children)
    return name.map { element.with("class", $0) } ?? element
  }

  /// An element that cuts off what lies outside the frame; coordinates inside are those outside.
  public static func clipped(to frame: Rectangle, _ children: [Element]) -> Element {
    Element(
      "svg",
      [
        "x": frame.x, "y": frame.y, "width": frame.width, "height": frame.height, "viewBox": frame.viewBox,
        "overflow": "hidden",
      ], children)
  }
}
