import Stability

/// Distances and angles between images at one layer.
public struct GeometryRow: Codable, Hashable, Sendable {
  /// Such as `CNN, trained`, `random` or `scattering`.
  public var network: String
  public var layer: String
  public var depth: Int
  /// Of pairs of one class, and of pairs of two: medians with intervals over pairs. Distances as shares of the mean norm at the layer;
  /// angles in radians.
  public var distanceWithin: Interval
  public var distanceBetween: Interval
  public var angleWithin: Interval
  public var angleBetween: Interval

  public init(
    network: String, layer: String, depth: Int, distanceWithin: Interval, distanceBetween: Interval,
    angleWithin: Interval, angleBetween: Interval
  ) {
    (self.network, self.layer, self.depth, self.distanceWithin) = (network, layer, depth, distanceWithin)
    (self.distanceBetween, self.angleWithin, self.angleBetween) = (distanceBetween, angleWithin, angleBetween)
  }
}
