import Comparison

/// The colour, stroke, marker and layer of each contestant and of each network: the same in every figure of a page.
///
/// Contestants have their family's colour, and differ within it by stroke and marker. What is measured layer by layer has colours of
/// its own within the family.
struct ComparisonStyles: Sendable {
  struct Style: Sendable {
    var color: ThemeColor
    var stroke: Series.Stroke
    var marker: Marker
    /// The name by which the page's script shows and hides it.
    var layer: String
  }

  private let styles: [String: Style]
  private let families: [String: MethodFamily]

  init(_ report: ComparisonReport) {
    var styles: [String: Style] = [:]
    var families: [String: MethodFamily] = [:]
    for contestant in report.contestants { families[contestant.name] = contestant.family }
    var places: [MethodFamily: Int] = [:]
    for name in Self.contestants(report) where styles[name] == nil {
      let family = families[name] ?? MethodFamily(named: name)
      families[name] = family
      styles[name] = Self.contestant(family, place: places[family, default: 0], all: styles.count)
      places[family, default: 0] += 1
    }
    places = [:]
    for name in Self.networks(report) where styles[name] == nil {
      let family = MethodFamily(named: name)
      families[name] = family
      styles[name] = Self.network(family, place: places[family, default: 0], all: styles.count)
      places[family, default: 0] += 1
    }
    (self.styles, self.families) = (styles, families)
  }

  subscript(name: String) -> Style {
    styles[name] ?? Style(color: .soft, stroke: .solid, marker: .circle, layer: "other")
  }

  func family(_ name: String) -> MethodFamily { families[name] ?? MethodFamily(named: name) }

  private static func contestants(_ report: ComparisonReport) -> [String] {
    report.contestants.map(\.name) + report.learning.map(\.contestant)
      + report.consistency.map(\.contestant) + report.deformedAccuracy.map(\.contestant)
  }

  private static func networks(_ report: ComparisonReport) -> [String] {
    report.layers.map(\.network) + report.bounds.map(\.network) + report.geometry.map(\.network)
      + report.generalisation.map(\.network) + report.covers.map(\.representation)
  }

  private static let strokes: [Series.Stroke] = [.solid, .dashed, .dotted]
  private static let firstMarkers: [MethodFamily: Int] = [
    .scattering: 0, .network: 1, .hybrid: 3, .pixels: 4,
  ]

  private static func contestant(_ family: MethodFamily, place: Int, all: Int) -> Style {
    Style(
      color: family.colors[0], stroke: strokes[place % strokes.count],
      marker: .series(place + (firstMarkers[family] ?? 0)), layer: "item-\(all)")
  }

  private static func network(_ family: MethodFamily, place: Int, all: Int) -> Style {
    Style(
      color: family.colors[place % family.colors.count], stroke: .solid,
      marker: .series(place + (firstMarkers[family] ?? 0)), layer: "item-\(all)")
  }
}

extension ComparisonStyles {
  /// A key for each name, in the order given and once each.
  func keys(_ names: some Sequence<String>, stroked: Bool) -> [Controls.Key] {
    names.unique.map { name in
      let style = self[name]
      return Controls.Key(
        name, layer: style.layer,
        sample: .curve(style.color, stroked ? style.stroke : .solid, marker: style.marker))
    }
  }

  /// A cell that names a contestant or a network.
  func cell(_ name: String) -> Table.Cell { .keyed(name, self[name].color) }
}

extension Sequence where Element: Hashable {
  /// Each element once, where it comes first.
  var unique: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
