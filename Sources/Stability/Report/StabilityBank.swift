/// The filter bank of the scattering transform and what follows from it alone.
public struct StabilityBank: Codable, Hashable, Sendable {
  /// A and B of the Littlewood-Paley sum, and B with decimation, the largest over the layers.
  public var lower, upper, upperWithDecimation: Double
  /// Lipschitz constants of the network: by the linear program of Balan, Singh and Zou, by the product of the layers'
  /// bounds, and by counting every layer's whole bound at every order.
  public var linearProgram, product, naive: Double
  /// Shares of the images' energy in each order, mean over images, from order 0.
  public var energyByOrder: [Double]
  /// The share that is in no order computed: 1 minus the others where the bank is tight.
  public var energyLost: Double

  public init(
    lower: Double, upper: Double, upperWithDecimation: Double, linearProgram: Double, product: Double,
    naive: Double, energyByOrder: [Double], energyLost: Double
  ) {
    (self.lower, self.upper, self.upperWithDecimation) = (lower, upper, upperWithDecimation)
    (self.linearProgram, self.product, self.naive) = (linearProgram, product, naive)
    (self.energyByOrder, self.energyLost) = (energyByOrder, energyLost)
  }
}
