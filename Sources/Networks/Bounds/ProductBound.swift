import Arrays
import Deformations
import Numerical

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
  /// The product with Frobenius norms in the place of the spectral norms of matrices and convolutions, these written out in full.
  public var frobenius: Double

  /// - Precondition: neither is negative.
  public init(spectral: Double, frobenius: Double) {
    precondition(spectral >= 0 && frobenius >= 0, "constants of \(spectral) and \(frobenius)")
    // A spectral norm that is known by a bound may come out above the Frobenius norm, which is another.
    (self.spectral, self.frobenius) = (min(spectral, frobenius), frobenius)
  }
}
