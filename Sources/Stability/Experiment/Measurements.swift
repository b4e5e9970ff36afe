/// What an experiment measured, in the parts of a `StabilityReport`.
public struct Measurements: Codable, Hashable, Sendable {
  /// By representation, part (`all` first), kind and amplitude, the last fastest.
  public var rows: [StabilityRow]
  /// By representation, part and kind; none of noise, and none at all where there is only one amplitude.
  public var fits: [StabilityFit]
  /// By kind and amplitude.
  public var deformations: [DeformationSummary]
  public var pictures: [DeformedPicture]

  public init(
    rows: [StabilityRow], fits: [StabilityFit], deformations: [DeformationSummary],
    pictures: [DeformedPicture]
  ) {
    (self.rows, self.fits, self.deformations, self.pictures) = (rows, fits, deformations, pictures)
  }
}
