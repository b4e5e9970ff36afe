import Scattering

/// The largest move of a representation that a search found for one image, beside random fields of the same bounds.
///
/// Distances are `|f(L_tau x) - f(x)| / |x|` by the reference warp: lower bounds of the supremum over all fields within
/// the bounds.
public struct WorstCaseResult: Sendable {
  public let kind: DeformationKind
  /// The bound on sup|tau| in pixels; for noise, of the elastic field whose norm it has.
  public let amplitude: Double
  /// The bound on sup|grad tau|; nil for noise.
  public let gradientBound: Double?
  /// The bound on |eta|; for noise alone.
  public let noiseBound: Double?
  /// What was found: coefficients of the kind's family, or for noise its samples; the field, nil for noise; and the image
  /// under it.
  public let coefficients: [Double]
  public let field: DisplacementField?
  public let deformed: Signal<Double>
  /// The distance found; that of the largest random field where the search found no larger one.
  public let distance: Double
  /// The largest distance over the random fields, and how many of them had to be scaled down to the bounds.
  public let randomMaximum: Double
  public let randomCount, rescaledCount: Int
  /// The top singular value of the linearised map from coefficients to features, the coefficients in units of the
  /// family's metric; for noise the largest local stretch |f'(x)|.
  public let linearizedGain: Double

  /// Whether the search found more than all random fields did. Rotations and dilations have but one coefficient: random
  /// ones are at its bounds already, and nothing is above them.
  public var isAboveRandom: Bool { distance > randomMaximum }
}
