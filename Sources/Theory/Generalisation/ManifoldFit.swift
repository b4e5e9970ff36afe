import Foundation
import Numerical

/// A C_M-regular manifold of k dimensions, `N(r) <= (C_M / r)^k`, fitted to the covers of some points: an estimate, extrapolated to smaller radii
/// than points can show.
public struct ManifoldFit: Codable, Hashable, Sendable {
  /// The dimension k.
  public var dimension: Double
  /// The constant C_M, in units of the points' distance.
  public var constant: Double

  public init(dimension: Double, constant: Double) { (self.dimension, self.constant) = (dimension, constant) }

  /// A fit by least squares of log N against log r over the radii at which at least 4 balls and at most a quarter of the points are
  /// needed; C_M is raised until the law holds at all of them. Nil where there are not two such radii.
  init?(_ points: PointDistances) {
    let median = points.median()
    guard median > 0 else { return nil }
    let covers = (0..<24).map { index in
      let radius = median * pow(2, -Double(index) / 8 + 0.5)
      return (radius: log(radius), count: points.greedyCover(radius: radius))
    }
    let used = covers.filter { $0.count >= 4 && 4 * $0.count <= points.count }.map {
      (x: $0.radius, y: log(Double($0.count)))
    }
    guard let fit = LineFit(used), fit.slope < 0 else { return nil }
    dimension = -fit.slope
    let exponent = dimension
    constant = exp(used.map { $0.y / exponent + $0.x }.max()!)
  }

  /// log N at a radius; at least 0.
  func logCover(radius: Double) -> Double { max(dimension * (log(constant) - log(radius)), 0) }
}
