import Stability

/// The colour, marker and layer of each representation: the same in every figure of a page.
struct RepresentationStyles: Sendable {
  private let places: [String: Int]

  init(_ report: StabilityReport) {
    let named = report.representations.map(\.name)
    let others = report.rows.map(\.representation) + report.frequencyResponses.map(\.representation)
    var places: [String: Int] = [:]
    for name in named + others where places[name] == nil { places[name] = places.count }
    self.places = places
  }

  /// In the report's order; those that only measurements name come last.
  var names: [String] { places.sorted { $0.value < $1.value }.map(\.key) }

  func color(_ name: String) -> ThemeColor { .series(places[name] ?? 0) }
  func marker(_ name: String) -> Marker { .series(places[name] ?? 0) }
  /// The name by which the page's script shows and hides it.
  func layer(_ name: String) -> String { "representation-\(places[name] ?? 0)" }
}
