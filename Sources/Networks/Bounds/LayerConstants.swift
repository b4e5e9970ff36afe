import Arrays
import Scattering

/// The least proven Lipschitz constants of every node of a network, and beside them the products of norms, which they never exceed.
///
/// Besides the product, ellipsoids are followed through the network in several ways, each of which is proven
/// (Docs/Decisions/0013-bounds-of-networks.md); of each node the least counts.
public struct LayerConstants: Hashable, Sendable {
  public let product: ProductBound
  /// The constant of each node as a function of the network's input: at most that of the product.
  public let constants: [Double]

  /// The constants from the description and the arrays alone.
  ///
  /// - Parameters:
  ///   - arrays: In the order of the description, as `Network.arrays` has them.
  ///   - inputConstant: The constant of what comes before the first nodes, such as scattering.
  /// - Precondition: every node has its arrays.
  public init(
    _ description: NetworkDescription, arrays: [NetworkArray], inputConstant: Double = 1,
    parallel: Parallel = Parallel()
  ) {
    product = ProductBound(description, arrays: arrays, inputConstant: inputConstant, parallel: parallel)
    var constants = product.constants
    for weighting in EllipsoidBound.Weighting.all {
      let bound = EllipsoidBound(
        description, arrays: arrays, norms: product.norms, inputConstant: inputConstant, weighting: weighting,
        parallel: parallel)
      constants = zip(constants, bound.constants).map(min)
    }
    self.constants = constants
  }

  /// The constants of a network's layers, that of its scattering included; nil for a TorchScript file, whose operators are not known.
  public init?(_ network: Network, parallel: Parallel = Parallel()) {
    guard let description = network.description else { return nil }
    self.init(
      description, arrays: network.arrays, inputConstant: network.inputConstant(parallel: parallel),
      parallel: parallel)
  }
}

extension Network {
  /// The proven constant of what comes before the network's own layers: of scattering as plain features, 1 without.
  func inputConstant(parallel: Parallel) -> Double {
    scattering.map { transform in
      NetworkBounds(transform, parallel: parallel).constant / transform.plan.distanceWeight
    } ?? 1
  }
}
