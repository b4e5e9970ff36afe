import Stability

/// Two Lipschitz constants that are proven of a whole network: products over its layers.
public struct ProvenConstants: Codable, Hashable, Sendable {
  /// Of spectral norms, 1 for a rectifier.
  public var spectral: Double
  /// The same with Frobenius norms in the place of the spectral norms of matrices and convolutions, these written out in full.
  public var frobenius: Double

  /// - Precondition: neither is negative.
  public init(spectral: Double, frobenius: Double) {
    precondition(spectral >= 0 && frobenius >= 0, "constants of \(spectral) and \(frobenius)")
    // A spectral norm that is known by a bound may come out above the Frobenius norm, which is another.
    (self.spectral, self.frobenius) = (min(spectral, frobenius), frobenius)
  }

  /// Of a linear head on a representation, whose own constant stands in both.
  public init(_ head: CertifiedHead) {
    let weights = head.head.weights
    self.init(
      spectral: head.constant
        * SpectralNorm.ofMatrix(weights, rows: head.head.classCount, columns: head.head.dimension),
      frobenius: head.constant * weights.reduce(0) { $0 + $1 * $1 }.squareRoot())
  }
}
