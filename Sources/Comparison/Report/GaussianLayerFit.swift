/// How the deviation of the squared distance falls as random layers grow wider: its slope against the width, both in logarithms.
public struct GaussianLayerFit: Codable, Hashable, Sendable {
  public var depth: Int
  /// The angle of the two unit vectors, radians.
  public var angle: Double
  /// By weighted least squares; the closed form says -1/2 for one layer.
  public var slope: Double
  /// The slope's 95 % interval, from the standard errors of the deviations.
  public var low: Double
  public var high: Double

  public init(depth: Int, angle: Double, slope: Double, low: Double, high: Double) {
    (self.depth, self.angle, self.slope, self.low, self.high) = (depth, angle, slope, low, high)
  }
}
