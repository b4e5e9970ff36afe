/// A straight line fitted by least squares: `y = mean of y + slope (x - mean of x)`.
package struct LineFit {
  package let slope: Double
  /// The sum of squared deviations of x from its mean, weighed: with weights `1 / variance` the slope's standard error is its root's
  /// inverse.
  package let sumOfSquares: Double

  /// Fits points of equal weight.
  /// - Returns: nil for fewer than two points.
  package init?(_ points: [(x: Double, y: Double)]) {
    guard points.count > 1 else { return nil }
    let count = Double(points.count)
    let x = points.reduce(0) { $0 + $1.x } / count
    let y = points.reduce(0) { $0 + $1.y } / count
    let covariance = points.reduce(0) { $0 + ($1.x - x) * ($1.y - y) }
    sumOfSquares = points.reduce(0) { $0 + ($1.x - x) * ($1.x - x) }
    slope = covariance / sumOfSquares
  }

  /// Fits weighed points.
  /// - Precondition: there are two values of x, and the weights are positive.
  package init(_ points: [(x: Double, y: Double, weight: Double)]) {
    let total = points.reduce(0) { $0 + $1.weight }
    let x = points.reduce(0) { $0 + $1.weight * $1.x } / total
    let y = points.reduce(0) { $0 + $1.weight * $1.y } / total
    sumOfSquares = points.reduce(0) { $0 + $1.weight * ($1.x - x) * ($1.x - x) }
    slope = points.reduce(0) { $0 + $1.weight * ($1.x - x) * ($1.y - y) } / sumOfSquares
  }
}
