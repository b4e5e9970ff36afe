/// The key of a page's curves, which is also how a reader shows and hides them.
public struct Controls: PageBlock {
  /// A line of the key: a name, a sample and the layer that it shows and hides.
  public struct Key: Sendable {
    public var label: String
    /// The name by which the page's script shows and hides it.
    public var layer: String
    public var sample: Sample

    public init(_ label: String, layer: String, sample: Sample) {
      (self.label, self.layer, self.sample) = (label, layer, sample)
    }
  }

  /// The look of a curve in the key.
  public enum Sample: Sendable {
    case curve(ThemeColor, Series.Stroke = .solid, marker: Marker? = nil)
    case band
  }

  /// The name of the controls to a screen reader.
  public var label: String
  /// The keys, in groups that stand together.
  public var groups: [[Key]]

  public init(label: String = "Curves to show", groups: [[Key]]) {
    (self.label, self.groups) = (label, groups)
  }

  public var element: Element {
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
        Element("span", text: label),
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
