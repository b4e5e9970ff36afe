import Scattering
import Stability

/// A network whose stability is studied layer by layer.
public struct StudiedNetwork: Sendable {
  /// Such as `CNN, trained`.
  public let name: String
  /// From the first to the last; their roles are places in this network.
  public let layers: [PlacedRepresentation]
  /// Proven constants of the layers; empty where none are known.
  public let bounds: [LayerBound]

  /// - Precondition: every layer has a place in a network of this name.
  public init(name: String, layers: [PlacedRepresentation], bounds: [LayerBound]) {
    precondition(
      layers.allSatisfy { $0.role.place?.network == name }, "a layer of another network than \(name)")
    (self.name, self.layers, self.bounds) = (name, layers, bounds)
  }
}
