import Stability

/// The colour, marker and layer of each representation: the same in every figure of a page.
///
/// Of a network only the last layer is drawn beside others; the layers before it have the network's colour, and figures
/// of their own.
struct RepresentationStyles: Sendable {
  /// In the report's order; those that only measurements name come last.
  let names: [String]
  /// Those of which figures draw curves: all but the inner layers of networks.
  let drawn: [String]
  private let places: [String: Int]
  private let layers: Set<String>

  init(_ report: StabilityReport) {
    let others = report.rows.map(\.representation) + report.frequencyResponses.map(\.representation)
    var seen: Set<String> = []
    names = (report.representations.map(\.name) + others).filter { seen.insert($0).inserted }
    let networks = report.networks
    let inner = networks.flatMap { network in
      network.layers.dropLast().map { ($0.name, network.layers.last!.name) }
    }
    let last = Dictionary(inner) { first, _ in first }
    drawn = names.filter { last[$0] == nil }
    let order = Dictionary(uniqueKeysWithValues: zip(drawn, 0...))
    layers = Set(networks.flatMap(\.layers).map(\.name))
    places = order.merging(last.compactMapValues { order[$0] }) { own, _ in own }
  }

  func color(_ name: String) -> ThemeColor { .series(places[name] ?? 0) }
  func marker(_ name: String) -> Marker { .series(places[name] ?? 0) }
  /// Whether it is a layer of a network, whose certificates stand in figures of their own: products of many layers' norms
  /// would press all else together.
  func isLayer(_ name: String) -> Bool { layers.contains(name) }
  /// The name by which the page's script shows and hides it.
  func layer(_ name: String) -> String { "representation-\(places[name] ?? 0)" }
}
