import Arrays
import Numerical

/// The distances of all pairs of some vectors, and how many balls of a radius cover them.
struct PointDistances: Sendable {
  let count: Int
  /// `[point, point]`.
  private let values: [Double]

  /// - Parameter vectors: `[point, dimension]`.
  init(_ vectors: [Double], count: Int, parallel: Parallel) {
    let dimension = vectors.count / max(count, 1)
    self.init(count: count, parallel: parallel) { a, b in
      vectors.withUnsafeBufferPointer { vectors in
        let base = vectors.baseAddress!
        return lanewiseDistance(base + a * dimension, base + b * dimension, count: dimension)
      }
    }
  }

  /// - Parameter distance: Symmetric, and 0 of a point from itself; asked for pairs with the second the greater.
  init(count: Int, parallel: Parallel, _ distance: @Sendable (Int, Int) -> Double) {
    self.count = count
    values = [Double](unsafeUninitializedCapacity: count * count) { out, initialized in
      nonisolated(unsafe) let out = out.baseAddress!
      parallel.forEach(count) { _, a in
        (out + a * count + a).initialize(to: 0)
        for b in (a + 1)..<max(count, a + 1) {
          let value = distance(a, b)
          (out + a * count + b).initialize(to: value)
          (out + b * count + a).initialize(to: value)
        }
      }
      initialized = count * count
    }
  }

  func distance(_ a: Int, _ b: Int) -> Double { values[a * count + b] }

  /// The points of a greedy cover: each that lies farther than the radius from all before becomes a centre.
  ///
  /// The centres are farther than the radius from one another and everything is within it of one. So the smallest cover N by balls
  /// around points of the set obeys `greedyCover(2 r) <= N(r) <= greedyCover(r)`: no ball of radius r holds two points farther than 2r apart.
  func greedyCover(radius: Double) -> Int {
    var centres: [Int] = []
    for point in 0..<count where !centres.contains(where: { values[$0 * count + point] <= radius }) {
      centres.append(point)
    }
    return centres.count
  }

  /// The median over all pairs of two points.
  func median() -> Double {
    (0..<count).flatMap { a in values[(a * count + a + 1)..<((a + 1) * count)] }.median()
  }
}
