/// Norms of the Jacobian of a representation at one signal.
public struct JacobianNorm: Codable, Hashable, Sendable {
  /// The largest singular value.
  public var spectral: Double
  /// Nil where the Jacobian was not written out.
  public var frobenius: Double?

  public init(spectral: Double, frobenius: Double?) {
    (self.spectral, self.frobenius) = (spectral, frobenius)
  }
}
