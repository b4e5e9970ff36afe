import Arrays
import Numerical

extension Signal<Double> {
  /// The largest distance between two of the vectors `[component, space...]`; exact.
  ///
  /// On a line the range; in the plane the farthest vertices of the convex hull; in space the farthest of all vectors
  /// that are not too near the middle.
  func diameter() -> Double {
    withUnsafeSamples { samples in
      switch shape.rank {
      case 1: return samples.max()! - samples.min()!
      case 2: return planarDiameter(samples)
      default: return spatialDiameter(samples)
      }
    }
  }

  private func planarDiameter(_ samples: UnsafeBufferPointer<Double>) -> Double {
    let points = (0..<shape.count).map { SIMD2(samples[$0], samples[shape.count + $0]) }
    return largestDistance(ConvexHull(outermost(points)).vertices)
  }

  /// Drops points strictly inside the polygon of those that are extreme in eight directions (Akl and Toussaint 1978): most
  /// of a large field's, so that few are sorted.
  private func outermost(_ points: [SIMD2<Double>]) -> [SIMD2<Double>] {
    let directions: [SIMD2<Double>] = [
      [1, 0], [1, 1], [0, 1], [-1, 1], [-1, 0], [-1, -1], [0, -1], [1, -1],
    ]
    let extremes = directions.map { direction in
      points.max { ($0 * direction).sum() < ($1 * direction).sum() }!
    }
    let polygon = ConvexHull(extremes).vertices
    guard polygon.count > 2 else { return points }
    return points.filter { point in
      polygon.indices.contains {
        ConvexHull.turn(polygon[$0], polygon[($0 + 1) % polygon.count], point) <= 0
      }
    }
  }

  private func spatialDiameter(_ samples: UnsafeBufferPointer<Double>) -> Double {
    let count = shape.count
    return largestDistance(
      (0..<count).map { SIMD4(samples[$0], samples[count + $0], samples[2 * count + $0], 0) })
  }
}

/// The largest distance between two points, exact: a point at distance r from the middle is at most r + R from any
/// other, where R is the largest such r, and pairs that cannot exceed the best are left out.
///
/// Rotating callipers would be linear on a hull, but lose their way where rounding bends a straight edge.
private func largestDistance<Point: SIMD<Double>>(_ points: [Point]) -> Double {
  func distance(_ a: Point, _ b: Point) -> Double { ((a - b) * (a - b)).sum().squareRoot() }
  let middle = points.reduce(Point.zero) { $0 + $1 } / Double(points.count)
  let sorted = points.map { (point: $0, radius: distance($0, middle)) }.sorted { $0.radius > $1.radius }
  // A margin on what may be left out covers rounding.
  let margin = 1 + 1e-12
  var best = 0.0
  for (index, first) in sorted.enumerated() {
    if (first.radius + sorted[0].radius) * margin < best { break }
    for second in sorted[..<index] {
      if (first.radius + second.radius) * margin < best { break }
      best = max(best, distance(first.point, second.point))
    }
  }
  return best
}

/// The convex hull of points of the plane, by Andrew's monotone chain (1979); it holds a farthest pair.
struct ConvexHull {
  /// Counter-clockwise, without points between others on an edge (up to rounding); two for points on a line, one for a
  /// single point.
  let vertices: [SIMD2<Double>]

  init(_ points: [SIMD2<Double>]) {
    let sorted = points.sorted { ($0.x, $0.y) < ($1.x, $1.y) }
    let lower = Self.chain(sorted)
    let upper = Self.chain(sorted.reversed())
    let vertices = Array(lower.dropLast() + upper.dropLast())
    self.vertices = vertices.isEmpty ? [sorted[0]] : vertices
  }

  /// Half of the hull, from the first point to the last.
  private static func chain(_ points: [SIMD2<Double>]) -> [SIMD2<Double>] {
    var chain: [SIMD2<Double>] = []
    for point in points where point != chain.last {
      while chain.count >= 2 && turn(chain[chain.count - 2], chain[chain.count - 1], point) <= 0 {
        chain.removeLast()
      }
      chain.append(point)
    }
    return chain
  }

  /// Twice the area of the triangle a, b, c; positive where it is counter-clockwise.
  static func turn(_ a: SIMD2<Double>, _ b: SIMD2<Double>, _ c: SIMD2<Double>) -> Double {
    (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
  }
}
