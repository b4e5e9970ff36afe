import Arrays
import Deformations
import Foundation
import Numerical

/// All displacement fields within bounds, of however many parameters.
public struct FieldFamily: Hashable, Sendable {
  /// The bound on |tau| at every sample, in pixels.
  public let displacement: Double
  /// The bound on |tau(u) - tau(v)| / |u - v| for all pairs of points, a bound of sup|grad tau|; nil where there is none.
  public let slope: Double?
  /// Whether the fields are 0 at the samples of the edges.
  public let isFixedAtEdges: Bool

  /// Fields of any kind that move no sample further than `displacement` pixels; with a `slope`, none further apart from another than
  /// that times their distance.
  public init(displacement: Double, slope: Double? = nil, isFixedAtEdges: Bool = false) {
    (self.displacement, self.slope, self.isFixedAtEdges) = (displacement, slope, isFixedAtEdges)
  }

  /// All elastic fields that move no sample further than `displacement` pixels.
  ///
  /// Along any line such a field is a sum of waves of at most k = max |(i pi / (n - 1), j pi / (m - 1))| radians a pixel, so that by
  /// Bernstein's inequality its slope is at most k sup|tau|; and between the samples |tau| exceeds its largest sample at most by a factor
  /// 1 / cos(pi c / (2 (n - 1))) an axis, for along each axis it is a trigonometric polynomial of degree at most c, given at 2 (n - 1)
  /// equally spaced points of its period (Ehlich and Zeller 1964).
  /// - Parameter cutoff: c; see `ElasticField`.
  public static func elastic(displacement: Double, cutoff: Int, shape: Shape) -> FieldFamily {
    let steps = shape.dimensions.map { Double.pi / Double($0 - 1) }
    let frequencies = ElasticField(shape: shape, cutoff: cutoff).modes.map { mode in
      norm(zip(mode, steps).map { Double($0) * $1 })
    }
    let factor = steps.reduce(1.0) { product, step in
      let angle = Double(cutoff) * step / 2
      return angle < .pi / 2 ? product / cos(angle) : .infinity
    }
    let slope = frequencies.max()! * factor * displacement
    return FieldFamily(
      displacement: displacement, slope: slope.isFinite ? slope : nil, isFixedAtEdges: true)
  }

  /// The bound on |tau| at each sample, pixels: where fields are fixed at the edges, at most the slope times the distance from the nearest.
  func reaches(on shape: Shape) -> [Double] {
    guard isFixedAtEdges, let slope else { return [Double](repeating: displacement, count: shape.count) }
    return (0..<shape.count).map { index in
      // A line is an image of one row, which is no edge.
      let margins = zip(shape.indices(of: index), shape.dimensions).filter { $1 > 1 }.map {
        min($0, $1 - 1 - $0)
      }
      return margins.min().map { min(displacement, slope * Double($0)) } ?? displacement
    }
  }
}
