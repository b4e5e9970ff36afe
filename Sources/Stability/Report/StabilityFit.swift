import Numerical

/// A constant of deformation stability: distance / |x| <= C K(tau), fitted over amplitudes.
public struct StabilityFit: Codable, Hashable, Sendable {
  public var representation: String
  public var part: String
  public var kind: DeformationKind
  /// Least squares through zero of distance over K(tau), with its interval by bootstrap over images.
  public var constant: Interval
  /// The largest ratio of a distance to K(tau) of its field.
  public var largestRatio: Double
  /// The slope of log distance against log amplitude.
  public var slope: Double

  public init(
    representation: String, part: String, kind: DeformationKind, constant: Interval, largestRatio: Double,
    slope: Double
  ) {
    (self.representation, self.part, self.kind) = (representation, part, kind)
    (self.constant, self.largestRatio, self.slope) = (constant, largestRatio, slope)
  }
}
