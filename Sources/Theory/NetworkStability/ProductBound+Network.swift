import Arrays
import Deformations
import Networks
import Numerical
import Representations
import Stability

extension ProductBound {
  /// The constants of a network's layers, that of its scattering included; nil for a TorchScript file, whose operators are not known.
  public init?(_ network: Network, parallel: Parallel = Parallel()) {
    guard let description = network.description else { return nil }
    let constant = network.scattering.map { transform in
      NetworkBounds(transform, parallel: parallel).constant / transform.distanceWeight
    }
    self.init(
      description, arrays: network.arrays, inputConstant: constant ?? 1, parallel: parallel)
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

  /// The constants of a linear head on a representation, whose own constant stands in both.
  public init(_ certified: CertifiedHead) {
    let weights = certified.head.weights
    self.init(
      spectral: certified.constant * weights.spectralNormBound(),
      frobenius: certified.constant * norm(weights.elements))
  }
}
