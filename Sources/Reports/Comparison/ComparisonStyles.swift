import Comparison
import Plots

/// The colour, stroke, marker and layer of each method and of each network, constant over a page.
///
/// Methods have their family's colour, and differ within it by stroke and marker. What is measured layer by layer has colours of
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
    for method in report.methods { families[method.name] = method.family }
    var counts: [MethodFamily: Int] = [:]
    for name in Self.methods(report) where styles[name] == nil {
      let family = families[name] ?? MethodFamily(named: name)
      families[name] = family
      styles[name] = Self.method(family, index: counts[family, default: 0], all: styles.count)
      counts[family, default: 0] += 1
    }
    counts = [:]
    for name in Self.networks(report) where styles[name] == nil {
      let family = MethodFamily(named: name)
      families[name] = family
      styles[name] = Self.network(family, index: counts[family, default: 0], all: styles.count)
      counts[family, default: 0] += 1
    }
    (self.styles, self.families) = (styles, families)
  }

  subscript(name: String) -> Style {
    styles[name] ?? Style(color: .soft, stroke: .solid, marker: .circle, layer: "other")
  }

  func family(_ name: String) -> MethodFamily { families[name] ?? MethodFamily(named: name) }

  private static func methods(_ report: ComparisonReport) -> [String] {
    report.methods.map(\.name) + report.learning.map(\.method)
      + report.consistency.map(\.method) + report.deformedAccuracy.map(\.method)
  }

  private static func networks(_ report: ComparisonReport) -> [String] {
    report.layers.map(\.network) + report.bounds.map(\.network) + report.geometry.map(\.network)
      + report.generalisation.map(\.network) + report.covers.map(\.representation)
  }

  private static let strokes: [Series.Stroke] = [.solid, .dashed, .dotted]
  private static let firstMarkers: [MethodFamily: Int] = [
    .scattering: 0, .network: 1, .hybrid: 3, .pixels: 4,
  ]

  private static func method(_ family: MethodFamily, index: Int, all: Int) -> Style {
    Style(
      color: family.colors[0], stroke: strokes[index % strokes.count],
      marker: .series(index + (firstMarkers[family] ?? 0)), layer: "item-\(all)")
  }

  private static func network(_ family: MethodFamily, index: Int, all: Int) -> Style {
    Style(
      color: family.colors[index % family.colors.count], stroke: .solid,
      marker: .series(index + (firstMarkers[family] ?? 0)), layer: "item-\(all)")
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

  /// A cell that names a method or a network.
  func cell(_ name: String) -> Table.Cell { .keyed(name, self[name].color) }
}

extension Sequence where Element: Hashable {
  /// Each element once, where it comes first.
  var unique: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}

extension MethodFamily {
  /// The colours of a family: the first for methods, the others for networks that must be told apart.
  var colors: [ThemeColor] {
    switch self {
    case .scattering: [.series(0), .series(6)]
    case .network: [.series(1), .series(3), .series(4), .series(5)]
    case .hybrid: [.series(2)]
    case .pixels: [.series(7)]
    }
  }

  /// In the plural, as a key names it.
  var title: String {
    switch self {
    case .pixels: "pixels"
    case .scattering: "scattering"
    case .hybrid: "network on scattering"
    case .network: "networks"
    }
  }

  /// The family that a name speaks of; networks if it says nothing.
  init(named name: String) {
    let name = name.lowercased()
    self =
      name.contains("pixel")
      ? .pixels
      : name.contains("hybrid") || name.contains("on scattering")
        ? .hybrid : name.contains("scattering") && !name.contains("random") ? .scattering : .network
  }
}
