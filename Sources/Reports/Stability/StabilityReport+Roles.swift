import Scattering
import Stability

extension StabilityReport {
  /// The names of the representations of a role, in the report's order.
  func names(of role: RepresentationRole) -> [String] {
    representations.filter { $0.role == role }.map(\.name)
  }

  /// The networks, in the order of their first layers, each with its layers from the first to the last.
  var networks: [(name: String, layers: [RepresentationSummary])] {
    let layers = representations.filter { $0.role.place != nil }
    var names: [String] = []
    for layer in layers.compactMap(\.role.place?.network) where !names.contains(layer) { names.append(layer) }
    return names.map { name in
      let own = layers.filter { $0.role.place?.network == name }
      return (name, own.sorted { $0.role.place!.depth < $1.role.place!.depth })
    }
  }
}
