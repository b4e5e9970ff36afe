import Stability

/// What one deformation does to one layer of one network, or to a representation that has none.
public struct LayerRow: Codable, Hashable, Sendable {
  /// Such as `CNN, trained`.
  public var network: String
  /// Such as `convolution 1`; `all` for a representation without layers.
  public var layer: String
  /// Its place, from 0.
  public var depth: Int
  public var kind: DeformationKind
  public var amplitude: Double
  /// R_f, D_f and G_f of Petrini et al. (2021): see `StabilityRow`.
  public var relativeStability: Interval
  public var deformationSensitivity: Interval
  public var noiseSensitivity: Interval
  /// Distances as shares of the image's norm: medians over the searched images of the random maximum, the worst case found
  /// through the network's own gradient, and the product bound times the distance of the images.
  public var randomMaximum: Double
  public var worstCase: Double?
  public var certificate: Double?
  /// Whether random maximum <= worst case <= certificate on every image.
  public var isOrdered: Bool

  public init(
    network: String, layer: String, depth: Int, kind: DeformationKind, amplitude: Double,
    relativeStability: Interval, deformationSensitivity: Interval, noiseSensitivity: Interval,
    randomMaximum: Double, worstCase: Double?, certificate: Double?, isOrdered: Bool
  ) {
    (self.network, self.layer, self.depth, self.kind) = (network, layer, depth, kind)
    (self.amplitude, self.relativeStability, self.deformationSensitivity, self.noiseSensitivity) = (
      amplitude, relativeStability, deformationSensitivity, noiseSensitivity
    )
    (self.randomMaximum, self.worstCase, self.certificate, self.isOrdered) = (
      randomMaximum, worstCase, certificate, isOrdered
    )
  }
}
