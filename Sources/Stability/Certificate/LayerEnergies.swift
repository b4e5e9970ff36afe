/// Where the energy of one image goes, order by order, in the network without decimation on the padded grid; squares of
/// norms in the image's unit.
///
/// Balance: `signal` is the sum of all `features` and all `unpassed`. Where the bank is tight all of `unpassed` is
/// energy in paths that are not computed; a bank with A < 1 loses some in gaps between filters.
public struct LayerEnergies: Hashable, Codable, Sendable {
  /// |U_m x|^2 for m = 0...M; order 0 is the padded image.
  public let moduli: [Double]
  /// |Phi U_m x|^2, before decimation and cropping.
  public let features: [Double]

  public init(moduli: [Double], features: [Double]) { (self.moduli, self.features) = (moduli, features) }

  /// The energy of the padded image.
  public var signal: Double { moduli[0] }

  /// What each layer passes neither to features nor on: |U_m|^2 - |Phi U_m|^2 - |U_(m+1)|^2, with U_(M+1) = 0.
  public var unpassed: [Double] {
    moduli.indices.map { order in
      moduli[order] - features[order] - (order + 1 < moduli.count ? moduli[order + 1] : 0)
    }
  }

  /// The features' shares of the signal's energy by order: `StabilityBank.energyByOrder`.
  public var shares: [Double] { features.map { signal > 0 ? $0 / signal : 0 } }

  /// 1 minus all shares: `StabilityBank.energyLost`.
  public var lostShare: Double { 1 - shares.reduce(0, +) }
}
