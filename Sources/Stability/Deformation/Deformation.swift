import Scattering

/// A displacement tau of the plane (the line, space), known at every point with its derivatives: the warped signal is
/// `L_tau x(u) = x(u - tau(u))`.
///
/// Points and displacements are in pixels, one number an axis; the first sample is at the origin.
public protocol Deformation: Sendable {
  /// The grid on which the deformation acts.
  var shape: Shape { get }

  /// tau at any point, one evaluation at a time and slow; for inspection.
  func displacement(at point: [Double]) -> [Double]

  /// tau and its first and second derivatives at every sample of the grid.
  func field() -> DisplacementField

  /// The deformation t tau.
  func scaled(by factor: Double) -> Self
}
