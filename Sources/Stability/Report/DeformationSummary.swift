/// The random fields of one kind and amplitude.
public struct DeformationSummary: Codable, Hashable, Sendable {
  public var kind: DeformationKind
  public var amplitude: Double
  public var fieldCount: Int
  /// Medians over the fields; absent for noise.
  public var displacement, gradient, hessian, spread, minimalDeterminant, mallatBound: Double?
  /// The share of fields that fold.
  public var foldedShare: Double?

  public init(
    kind: DeformationKind, amplitude: Double, fieldCount: Int, displacement: Double?, gradient: Double?,
    hessian: Double?, spread: Double?, minimalDeterminant: Double?, mallatBound: Double?,
    foldedShare: Double?
  ) {
    (self.kind, self.amplitude, self.fieldCount) = (kind, amplitude, fieldCount)
    (self.displacement, self.gradient, self.hessian) = (displacement, gradient, hessian)
    (self.spread, self.minimalDeterminant) = (spread, minimalDeterminant)
    (self.mallatBound, self.foldedShare) = (mallatBound, foldedShare)
  }
}
