/// The key of a page's curves, which is also how a reader shows and hides them.
struct Controls: PageBlock {
  /// One line of the key.
  struct Key: Sendable {
    var words: String
    /// The name by which the page's script shows and hides it.
    var layer: String
    var sample: Sample

    init(_ words: String, layer: String, sample: Sample) {
      (self.words, self.layer, self.sample) = (words, layer, sample)
    }
  }

  /// What a curve looks like.
  enum Sample: Sendable {
    case curve(ThemeColor, Series.Stroke = .solid, marker: Marker? = nil)
    case band
  }

  /// What the keys choose, to a screen reader.
  var label = "Curves to show"
  /// Keys that stand together.
  var groups: [[Key]]

  var element: Element {
    Element(
      "div", ["class": "controls", "role": "group", "aria-label": label],
      groups.map { Element("div", ["class": "keys"], $0.map(\.element)) })
  }
}

extension Controls.Key {
  fileprivate var element: Element {
    Element(
      "label", ["class": "key"],
      [
        Element("input", ["type": "checkbox", "checked": "checked", "data-shows": layer]), sample.element,
        Element("span", text: words),
      ])
  }
}

extension Controls.Sample {
  fileprivate var element: Element {
    Element("svg", ["class": "sample", "viewBox": "0 0 26 12", "aria-hidden": "true"], shapes)
  }

  private var shapes: [Element] {
    switch self {
    case .band:
      [.rectangle(Rectangle(x: 0, y: 1, width: 26, height: 10), class: "veil \(ThemeColor.ink.fill)")]
    case .curve(let color, let stroke, let marker):
      [
        .line(
          from: Point(0, 6), to: Point(26, 6),
          class: stroke == .solid ? "curve \(color.stroke)" : "curve \(stroke.rawValue) \(color.stroke)")
      ] + [marker?.drawn(at: Point(13, 6), radius: 3.4, class: color.fill)].compactMap(\.self)
    }
  }
}
