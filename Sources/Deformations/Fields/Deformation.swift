import Arrays

/// A displacement tau of the plane (the line, space), known at every point with its derivatives: the warped signal is
/// `L_tau x(u) = x(u - tau(u))`.
///
/// Points and displacements are in pixels, one number an axis; the first sample is at the origin.
public protocol Deformation: Sendable {
  /// The grid on which the deformation acts.
  var shape: Shape { get }

  /// The displacement tau at any point, one evaluation at a time and slow; for inspection.
  func displacement(at point: [Double]) -> [Double]

  /// The displacement tau and its first and second derivatives at every sample of the grid.
  func field() -> DisplacementField

  /// The deformation t tau.
  func scaled(by factor: Double) -> Self
}

/// Families of deformations that a signal's representation may meet.
public enum DeformationKind: String, CaseIterable, Codable, Sendable {
  /// A constant displacement.
  case translation
  /// A rotation about the centre of the grid; in space in a random plane.
  case rotation
  /// A dilation about the centre of the grid, up or down.
  case dilation
  /// A shear along a random direction, in proportion to the distance from the centre across it.
  case shear
  /// A smooth random field: the maximum-entropy field of Petrini et al. (arXiv 2105.02468).
  case elastic
  /// A random field that is only Hoelder-continuous, exponent below 1: outside what stability theorems cover, as a control.
  case rough
  /// No deformation: white Gaussian noise as far from the signal as a deformation takes it (`matchedNoise`).
  case noise

  /// Whether the kind moves samples at all.
  public var hasField: Bool { self != .noise }

  /// Whether signals of a rank have deformations of this kind: a line cannot be rotated or sheared.
  public func isDefined(rank: Int) -> Bool { rank > 1 || (self != .rotation && self != .shear) }
}
