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
