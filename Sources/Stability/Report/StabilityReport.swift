/// What one run measured, searched and certified: the document `OUT.json`, from which the page and the table are drawn.
///
/// Distances are shares: Euclidean distances of vectors divided by the norm of the image, so a certificate of Lipschitz
/// constant 1 and the distance of raw pixels stand on the same scale. Everything but `timings` is fixed by the seed.
public struct StabilityReport: Codable, Hashable, Sendable {
  /// The value of `schema` in documents of this form; a change that breaks readers counts it up.
  public static let schema = "swift-scattering/stability/1"

  public var schema = Self.schema
  public var version: String
  public var parameters: StabilityParameters
  public var inputs: [StabilityInput]
  public var bank: StabilityBank
  public var representations: [RepresentationSummary]
  public var deformations: [DeformationSummary]
  public var rows: [StabilityRow]
  public var fits: [StabilityFit]
  /// The rate of the dilation behind `frequencyResponses`: tau(u) = rate (u - centre).
  public var frequencyDilation: Double
  /// How far it moves each representation of waves; see `DilatedWaves`.
  public var frequencyResponses: [FrequencyResponse]
  public var pictures: [DeformedPicture]
  public var checks: StabilityChecks
  /// Seconds of each stage, in their order; no figure depends on them.
  public var timings: [StageTiming]

  public init(
    version: String, parameters: StabilityParameters, inputs: [StabilityInput], bank: StabilityBank,
    representations: [RepresentationSummary], deformations: [DeformationSummary], rows: [StabilityRow],
    fits: [StabilityFit], frequencyDilation: Double, frequencyResponses: [FrequencyResponse],
    pictures: [DeformedPicture], checks: StabilityChecks, timings: [StageTiming]
  ) {
    (self.version, self.parameters, self.inputs, self.bank) = (version, parameters, inputs, bank)
    (self.representations, self.deformations, self.rows) = (representations, deformations, rows)
    (self.fits, self.pictures, self.checks, self.timings) = (fits, pictures, checks, timings)
    (self.frequencyDilation, self.frequencyResponses) = (frequencyDilation, frequencyResponses)
  }
}
