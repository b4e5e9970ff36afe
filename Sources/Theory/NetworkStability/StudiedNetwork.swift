import Arrays
import Deformations
import Networks
import Representations

/// A network whose stability is studied layer by layer.
public struct StudiedNetwork: Sendable {
  /// The network's name, such as `CNN, trained`.
  public let name: String
  /// The layers from the first to the last; their roles are positions in this network.
  public let layers: [LayerRepresentation]
  /// Proven constants of the layers; empty where none are known.
  public let bounds: [LayerBound]

  /// - Precondition: every layer has a position in a network of this name.
  public init(name: String, layers: [LayerRepresentation], bounds: [LayerBound]) {
    precondition(
      layers.allSatisfy { $0.role.position?.network == name }, "a layer of another network than \(name)")
    (self.name, self.layers, self.bounds) = (name, layers, bounds)
  }
}

extension StudiedNetwork {
  /// A network's layers with their least proven constants, where it is made of known nodes.
  /// - Parameter name: Such as `CNN, trained`; the network's own unless given.
  public init(
    _ network: Network, name: String? = nil, layers choice: LayerChoice = .all,
    parallel: Parallel = Parallel()
  ) {
    let name = name ?? network.name
    let bound = LayerConstants(network, parallel: parallel)
    let chosen = network.layers.indices.filter { index in
      switch choice {
      case .last: index == network.layers.count - 1
      case .all: network.description?.nodes[index].kind.changesDistances ?? true
      }
    }
    let positions = chosen.enumerated().map { depth, index in
      (index, LayerPosition(network: name, layer: network.layers[index].name, depth: depth))
    }
    self.init(
      name: name,
      layers: positions.map { index, position in
        LayerRepresentation(
          NetworkLayer(network, layer: index), at: position, lipschitzConstant: bound?.constants[index],
          productConstant: bound?.product.constants[index])
      },
      bounds: bound.map { bound in
        positions.map { index, position in
          LayerBound(
            network: name, layer: position.layer, depth: position.depth,
            norm: bound.product.norms[index], product: bound.product.constants[index],
            constant: bound.constants[index])
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

/// Which layers of a network are studied.
public enum LayerChoice: String, CaseIterable, Codable, Sendable {
  /// All layers that change distances: dropout and flattening are left out.
  case all
  /// The scores alone.
  case last
}
