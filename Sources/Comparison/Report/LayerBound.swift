/// The Lipschitz constant that is proven of one layer's output.
public struct LayerBound: Codable, Hashable, Sendable {
  public var network: String
  public var layer: String
  public var depth: Int
  /// Of this layer alone: the largest singular value, or 1 for what expands nothing.
  public var norm: Double
  /// Of everything up to this layer: the product.
  public var product: Double

  public init(network: String, layer: String, depth: Int, norm: Double, product: Double) {
    (self.network, self.layer, self.depth, self.norm) = (network, layer, depth, norm)
    self.product = product
  }
}
