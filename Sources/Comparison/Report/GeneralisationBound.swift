/// One bound on the generalisation error, by robustness (Xu and Mannor 2012; Sokolic et al. 2017).
///
/// With probability 1 - delta the gap of test and training error is at most
/// `share + sqrt((2 ln 2 classes N + 2 ln(1 / delta')) / n)`: n the training images, N the balls of half the margin that cover all
/// images, `share` the training images whose margin is not above it.
public struct GeneralisationBound: Codable, Hashable, Sendable {
  /// What divides the score margin.
  public enum Constant: String, CaseIterable, Codable, Sendable {
    /// The largest Jacobian norm that was found at images and between them: an estimate of the supremum, from below.
    case jacobian
    /// The product of the layers' spectral norms: proven.
    case spectral
    /// The product of the layers' Frobenius norms: proven.
    case frobenius
  }

  /// What counts the balls.
  public enum Cover: String, CaseIterable, Codable, Sendable {
    /// All images with samples between 0 and 1: proven.
    case cube
    /// A C_M-regular manifold, `N <= (C_M / radius)^k`, with k and C_M fitted to images: an estimate.
    case manifold
  }

  public var constant: Constant
  public var cover: Cover
  /// Of the input, in units of its Euclidean norm.
  public var margin: Double
  /// The share of training images given up: those of no larger margin, wrong ones among them.
  public var share: Double
  /// The natural logarithm of N.
  public var logCover: Double
  /// The logarithm to base 10 of the bound.
  public var logBound: Double
  /// Whether the bound is above 1, which says nothing.
  public var isVacuous: Bool
  /// Whether constant, cover and margins are all proven.
  public var isProven: Bool

  public init(
    constant: Constant, cover: Cover, margin: Double, share: Double, logCover: Double, logBound: Double,
    isVacuous: Bool, isProven: Bool
  ) {
    (self.constant, self.cover, self.margin, self.share) = (constant, cover, margin, share)
    (self.logCover, self.logBound, self.isVacuous, self.isProven) = (logCover, logBound, isVacuous, isProven)
  }
}
