import Arrays
import Deformations
import Numerical
import Scattering

/// Proven Lipschitz constants of every node of a network as it is evaluated: products of the norms of its layers along each
/// path, summed where paths meet (Szegedy et al. 2014, section 4.3). From the description and the arrays alone.
///
/// Distances are Euclidean; offsets and dropout do not change them.
public struct ProductBound: Hashable, Sendable {
  /// The norm of each node alone. A sum of two takes its pair of inputs to something at most sqrt(2) times as long.
  public let norms: [Double]
  /// The constant of each node as a function of the network's input: norm times the constant before it; for a sum, the sum of both
  /// constants.
  public let constants: [Double]

  /// - Parameters:
  ///   - arrays: In the order of the description, as `Network.arrays` has them.
  ///   - inputConstant: The constant of what comes before the first nodes, such as scattering.
  /// - Precondition: every node has its arrays.
  public init(
    _ description: NetworkDescription, arrays: [NetworkArray], inputConstant: Double = 1,
    parallel: Parallel = Parallel()
  ) {
    var (norms, constants): ([Double], [Double]) = ([], [])
    for (index, node) in description.nodes.enumerated() {
      let before = node.inputs.map { $0 == NetworkNode.input ? inputConstant : constants[$0] }
      let own = arrays.filter { $0.name == node.name }
      // Raised for the rounding of products and sums of a few numbers.
      let norm =
        node.kind.norm(of: description.inputShape(of: index), arrays: own, parallel: parallel) * (1 + 1e-12)
      norms.append(norm)
      constants.append(node.kind == .sum ? before.reduce(0, +) * (1 + 1e-12) : norm * before[0])
    }
    (self.norms, self.constants) = (norms, constants)
  }
}

/// Two Lipschitz constants that are proven of a whole network: products over its layers.
public struct ProvenConstants: Codable, Hashable, Sendable {
  /// The product of spectral norms, 1 for a rectifier.
  public var spectral: Double
  /// The product with Frobenius norms instead of the spectral norms of matrices and convolutions, these written out in full.
  public var frobenius: Double

  /// - Precondition: neither is negative.
  public init(spectral: Double, frobenius: Double) {
    precondition(spectral >= 0 && frobenius >= 0, "constants of \(spectral) and \(frobenius)")
    // A spectral norm that is known by a bound may come out above the Frobenius norm, which is another.
    (self.spectral, self.frobenius) = (min(spectral, frobenius), frobenius)
  }
}

extension ProductBound {
  /// The constants of a network's layers, that of its scattering included; nil for a TorchScript file, whose operators are not known.
  public init?(_ network: Network, parallel: Parallel = Parallel()) {
    guard let description = network.description else { return nil }
    self.init(
      description, arrays: network.arrays, inputConstant: network.inputConstant(parallel: parallel),
      parallel: parallel)
  }
}

extension ProvenConstants {
  /// The constants of a network's scores, by `ProductBound`: along each path the product of norms, summed where paths meet, the constant of its
  /// scattering included. Layers that are no matrix of weights stand with their Lipschitz constant in both; nil for a TorchScript file.
  public init?(_ network: Network, parallel: Parallel = Parallel()) {
    guard let description = network.description, let bound = ProductBound(network, parallel: parallel) else {
      return nil
    }
    // The norms of all nodes are above 0 unless all behind them is 0, too.
    let first = bound.constants[0]
    let before = bound.norms[0] > 0 ? first / bound.norms[0] : 0
    var frobenius: [Double] = []
    for (index, node) in description.nodes.enumerated() {
      let inputs = node.inputs.map { $0 == NetworkNode.input ? before : frobenius[$0] }
      let own = network.arrays.filter { $0.name == node.name }
      let norm =
        node.kind.frobeniusNorm(of: description.inputShape(of: index), arrays: own) ?? bound.norms[index]
      frobenius.append(node.kind == .sum ? inputs.reduce(0, +) : norm * inputs[0])
    }
    self.init(spectral: bound.constants.last!, frobenius: frobenius.last!)
  }
}
