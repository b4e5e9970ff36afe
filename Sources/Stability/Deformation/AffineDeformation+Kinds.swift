import Foundation
import Scattering

extension AffineDeformation {
  /// The same displacement everywhere, in pixels.
  public static func translation(by offset: [Double], shape: Shape) -> AffineDeformation {
    let zeros = [Double](repeating: 0, count: shape.rank)
    return AffineDeformation(
      shape: shape, offset: offset, matrix: [[Double]](repeating: zeros, count: shape.rank))
  }

  /// Turns the signal by an angle in radians about the centre, in the plane of two orthonormal vectors, from the first
  /// towards the second: `tau = (I - R^-1) (u - centre)`, so `|grad tau| = 2 |sin(angle / 2)|`.
  public static func rotation(by angle: Double, from first: [Double], to second: [Double], shape: Shape)
    -> AffineDeformation
  {
    // 1 - cos without cancellation.
    let (along, across) = (2 * sin(angle / 2) * sin(angle / 2), sin(angle))
    return linear(shape) { row, column in
      along * (first[row] * first[column] + second[row] * second[column])
        + across * (second[row] * first[column] - first[row] * second[column])
    }
  }

  /// Turns an image by an angle in radians from axis 0 towards axis 1.
  public static func rotation(by angle: Double, shape: Shape) -> AffineDeformation {
    precondition(shape.rank == 2, "a rotation of \(shape) needs a plane")
    return rotation(by: angle, from: [1, 0], to: [0, 1], shape: shape)
  }

  /// `tau = rate (u - centre)`: the signal grows by 1 / (1 - rate).
  public static func dilation(rate: Double, shape: Shape) -> AffineDeformation {
    linear(shape) { $0 == $1 ? rate : 0 }
  }

  /// `tau = rate direction <across, u - centre>` for orthonormal vectors: volumes do not change.
  public static func shear(rate: Double, along direction: [Double], across: [Double], shape: Shape)
    -> AffineDeformation
  {
    linear(shape) { rate * direction[$0] * across[$1] }
  }

  private static func linear(_ shape: Shape, _ entry: (_ row: Int, _ column: Int) -> Double)
    -> AffineDeformation
  {
    let axes = 0..<shape.rank
    return AffineDeformation(
      shape: shape, offset: axes.map { _ in 0 }, matrix: axes.map { row in axes.map { entry(row, $0) } })
  }
}
