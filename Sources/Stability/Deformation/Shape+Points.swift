import Scattering

/// Where samples lie.
extension Shape {
  /// Where a row starts, in pixels along each axis; 0 along the last.
  func point(ofRow row: Int) -> [Double] {
    var (point, remaining) = ([Double](repeating: 0, count: rank), row)
    for axis in stride(from: rank - 2, through: 0, by: -1) {
      point[axis] = Double(remaining % self[axis])
      remaining /= self[axis]
    }
    return point
  }

  /// The 2^rank outermost samples, in pixels.
  var corners: [[Double]] {
    dimensions.reduce([[]]) { corners, count in
      corners.flatMap { corner in [0, Double(count - 1)].map { corner + [$0] } }
    }
  }
}
