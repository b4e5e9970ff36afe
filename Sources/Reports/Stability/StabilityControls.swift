import Stability

/// The key of the curves, which is also how a reader shows and hides them.
struct StabilityControls: PageBlock {
  private let styles: RepresentationStyles
  private let report: StabilityReport

  init(_ report: StabilityReport, styles: RepresentationStyles) {
    (self.report, self.styles) = (report, styles)
  }

  var element: Element {
    Element(
      "div", ["class": "controls", "role": "group", "aria-label": "Curves to show"],
      [
        Element(
          "div", ["class": "keys"],
          styles.drawn.map { key($0, layer: styles.layer($0), sample: representation($0)) }),
        Element("div", ["class": "keys"], lines.map { key($0.words, layer: $0.layer, sample: $0.sample) }),
      ])
  }

  private func key(_ words: String, layer: String, sample: Element) -> Element {
    Element(
      "label", ["class": "key"],
      [
        Element("input", ["type": "checkbox", "checked": "checked", "data-shows": layer]), sample,
        Element("span", text: words),
      ])
  }

  private func representation(_ name: String) -> Element {
    Self.sample([
      Self.stroke("curve \(styles.color(name).stroke)"),
      styles.marker(name).drawn(at: Point(13, 6), radius: 3.4, class: styles.color(name).fill),
    ])
  }

  /// The kinds of line that some row has.
  private var lines: [(words: String, layer: String, sample: Element)] {
    let ink = ThemeColor.ink.stroke
    let band = Rectangle(x: 0, y: 1, width: 26, height: 10)
    let lines: [(String, String, Bool, Element)] = [
      ("95 % interval", "band", true, Self.sample([.rectangle(band, class: "veil \(ThemeColor.ink.fill)")])),
      ("worst case found", "worst", has(\.worstCase), Self.sample([Self.stroke("curve dashed \(ink)")])),
      ("certificate", "certificate", has(\.certificate), Self.sample([Self.stroke("curve dotted \(ink)")])),
      (
        "interpolation floor", "floor", has(\.interpolationFloor),
        Self.sample([Self.stroke("curve \(ThemeColor.soft.stroke)")])
      ),
    ]
    return lines.filter(\.2).map { (words: $0.0, layer: $0.1, sample: $0.3) }
  }

  private func has(_ value: KeyPath<StabilityRow, Double?>) -> Bool {
    report.rows.contains { $0.part == "all" && $0[keyPath: value] != nil }
  }

  private static func stroke(_ style: String) -> Element {
    .line(from: Point(0, 6), to: Point(26, 6), class: style)
  }

  private static func sample(_ content: [Element]) -> Element {
    Element("svg", ["class": "sample", "viewBox": "0 0 26 12", "aria-hidden": "true"], content)
  }
}
