import Networks
import Scattering
import Stability

extension StudiedNetwork {
  /// A network's layers with their product bounds, where it is made of known nodes.
  /// - Parameter name: Such as `CNN, trained`; the network's own unless given.
  public init(
    _ network: Network, name: String? = nil, layers choice: LayerChoice = .all,
    parallel: Parallel = Parallel()
  ) {
    let name = name ?? network.name
    let bound = ProductBound(network, parallel: parallel)
    let chosen = network.layers.indices.filter { index in
      switch choice {
      case .last: index == network.layers.count - 1
      case .all: network.description?.nodes[index].kind.changesDistances ?? true
      }
    }
    let places = chosen.enumerated().map { depth, index in
      (index, LayerPlace(network: name, layer: network.layers[index].name, depth: depth))
    }
    self.init(
      name: name,
      layers: places.map { index, place in
        PlacedRepresentation(
          NetworkLayer(network, layer: index), at: place, lipschitzConstant: bound?.constants[index])
      },
      bounds: bound.map { bound in
        places.map { index, place in
          LayerBound(
            network: name, layer: place.layer, depth: place.depth, norm: bound.norms[index],
            product: bound.constants[index])
        }
      } ?? [])
  }
}

extension LayerKind {
  /// Whether the evaluated layer is more than another order of the same numbers.
  fileprivate var changesDistances: Bool {
    switch self {
    case .dropout, .flatten: false
    default: true
    }
  }
}
