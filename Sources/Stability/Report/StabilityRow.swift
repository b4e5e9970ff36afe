import Numerical

/// What was found of one representation, or one part of it, under one kind and amplitude.
public struct StabilityRow: Codable, Hashable, Sendable {
  public var representation: String
  /// `all` or the name of a part.
  public var part: String
  public var kind: DeformationKind
  public var amplitude: Double
  /// The distance, over images; each image's is the median over the fields.
  public var distance: Interval
  /// Medians over the searched images of: the largest distance over the random fields, the largest found by search
  /// among all fields of the same bounds, and the least certificate that holds for what was found.
  public var randomMaximum: Double
  public var worstCase: Double?
  public var certificate: Double?
  /// Whether random maximum <= worst case <= certificate on every image.
  public var isOrdered: Bool
  /// What interpolation alone may have moved: Lip |W_fast x - W_ref x| / |x|, median; and whether it exceeds 20 % of the
  /// distance.
  public var interpolationFloor: Double?
  public var isFloorTooHigh: Bool
  /// R_f, D_f and G_f of Petrini et al. (2021): against noise of matched norm; against the distance between images, for the
  /// deformation and for that noise.
  public var relativeStability, deformationSensitivity, noiseSensitivity: Interval?

  public init(
    representation: String, part: String, kind: DeformationKind, amplitude: Double, distance: Interval,
    randomMaximum: Double, worstCase: Double?, certificate: Double?, isOrdered: Bool,
    interpolationFloor: Double?, isFloorTooHigh: Bool, relativeStability: Interval?,
    deformationSensitivity: Interval?, noiseSensitivity: Interval?
  ) {
    (self.representation, self.part, self.kind) = (representation, part, kind)
    (self.amplitude, self.distance, self.randomMaximum) = (amplitude, distance, randomMaximum)
    (self.worstCase, self.certificate, self.isOrdered) = (worstCase, certificate, isOrdered)
    (self.interpolationFloor, self.isFloorTooHigh) = (interpolationFloor, isFloorTooHigh)
    (self.relativeStability, self.deformationSensitivity) = (relativeStability, deformationSensitivity)
    self.noiseSensitivity = noiseSensitivity
  }
}
