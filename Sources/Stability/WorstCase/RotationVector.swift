import Foundation
import Numerical

/// A rotation of space by |w| radians about w, as Rodrigues has it: `R = exp([w])`, `[w] u = w x u`.
struct RotationVector {
  /// The axis times the angle, w.
  let components: [Double]

  init(_ components: [Double]) { self.components = components }

  /// The rotation of less than half a turn whose displacement is `tau = (I - R^T) (u - centre)`.
  init(displacement matrix: [[Double]]) {
    // The antisymmetric part of the matrix is sin(angle) [axis], its trace 2 (1 - cos(angle)).
    let sines = [
      matrix[2][1] - matrix[1][2], matrix[0][2] - matrix[2][0], matrix[1][0] - matrix[0][1],
    ].map { $0 / 2 }
    let sine = norm(sines)
    let cosine = 1 - (matrix[0][0] + matrix[1][1] + matrix[2][2]) / 2
    components = sine == 0 ? [0, 0, 0] : sines.map { $0 / sine * atan2(sine, cosine) }
  }

  /// `I - R^T`, without cancellation for small angles.
  var displacement: [[Double]] {
    // R^T = I - sin [a] + (1 - cos) [a]^2, a the unit axis.
    let angle = norm(components)
    let (first, second) = Self.factors(angle)
    let cross = Self.cross(components)
    return Self.sum(cross, first, Self.product(cross, cross), -second)
  }

  /// The derivatives of `displacement` with respect to each component.
  var displacementDerivatives: [[[Double]]] {
    let angle = norm(components)
    let (first, second) = Self.factors(angle)
    let cross = Self.cross(components)
    let square = Self.product(cross, cross)
    let (firstSlope, secondSlope) = Self.slopes(angle)
    return (0..<3).map { index in
      let unit = Self.cross((0..<3).map { $0 == index ? 1 : 0 })
      let changes = Self.sum(
        unit, first, Self.sum(Self.product(unit, cross), 1, Self.product(cross, unit), 1), -second)
      let growth = components[index]
      return Self.sum(changes, 1, Self.sum(cross, firstSlope * growth, square, -secondSlope * growth), 1)
    }
  }

  /// sin(t) / t and (1 - cos(t)) / t^2.
  private static func factors(_ angle: Double) -> (Double, Double) {
    guard angle > 1e-4 else { return (1 - angle * angle / 6, 0.5 - angle * angle / 24) }
    let half = sin(angle / 2) / angle
    return (sin(angle) / angle, 2 * half * half)
  }

  /// The derivatives of `factors` by t, over t; to the fourth power of t where they would cancel.
  private static func slopes(_ angle: Double) -> (Double, Double) {
    let square = angle * angle
    guard angle > 1e-2 else { return (-1.0 / 3 + square / 30, -1.0 / 12 + square / 180) }
    let (first, second) = factors(angle)
    return ((cos(angle) - first) / square, (first - 2 * second) / square)
  }

  private static func cross(_ w: [Double]) -> [[Double]] {
    [[0, -w[2], w[1]], [w[2], 0, -w[0]], [-w[1], w[0], 0]]
  }

  private static func product(_ a: [[Double]], _ b: [[Double]]) -> [[Double]] {
    a.map { row in (0..<3).map { column in (0..<3).reduce(0) { $0 + row[$1] * b[$1][column] } } }
  }

  private static func sum(_ a: [[Double]], _ s: Double, _ b: [[Double]], _ t: Double) -> [[Double]] {
    zip(a, b).map { zip($0, $1).map { s * $0 + t * $1 } }
  }
}
