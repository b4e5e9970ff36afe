import Foundation

/// How large a deformation is, over the samples of its grid.
public struct DeformationSizes: Hashable, Codable, Sendable {
  /// sup|tau|: Euclidean norm, pixels.
  public let displacement: Double
  /// sup|grad tau|: spectral norm, the most that a unit step changes tau.
  public let gradient: Double
  /// sup|H tau|: Frobenius norm, 1/pixel. By the Cauchy-Schwarz inequality it bounds |H tau(v, w)| for all unit vectors v
  /// and w, which is the norm in Mallat's theorem.
  public let hessian: Double
  /// Delta tau = sup over u, v of |tau(u) - tau(v)|, pixels.
  public let spread: Double
  /// min det(I - grad tau): how much volumes shrink at worst under u -> u - tau(u).
  public let minimalDeterminant: Double

  /// Whether the deformation is no diffeomorphism: somewhere u -> u - tau(u) reverses orientation or is singular.
  public var folds: Bool { minimalDeterminant <= 0 }

  /// K(tau) of Mallat (2012), Theorem 2.12, for an averaging scale of 2^J pixels:
  ///
  ///     2^-J sup|tau| + sup|grad tau| max(log(Delta tau / sup|grad tau|), 1) + sup|H tau|,
  ///
  /// the middle term 0 where grad tau is. The theorem says |S L_tau x - S x| <= C |U x|_1 K(tau), for a C that is not
  /// explicit, where sup|grad tau| <= 1/2.
  public func mallatBound(scales: Int) -> Double {
    let middle = gradient == 0 ? 0 : gradient * max(log(spread / gradient), 1)
    return displacement / Double(sign: .plus, exponent: scales, significand: 1) + middle + hessian
  }
}
