import Scattering
import Stability

/// What deformations do to the layers of networks, to the orders of scattering and to raw pixels, by one assessment:
/// relative stability (Petrini et al. 2021), worst cases through each layer's own derivative, and certificates.
public struct LayerStabilityStudy: Sendable {
  public let configuration: ScatteringConfiguration
  public let networks: [StudiedNetwork]
  public let settings: AssessmentSettings
  private let parallel: Parallel
  private let rigor: Rigor

  /// What one study found.
  public struct Result: Sendable {
    public let rows: [LayerRow]
    public let bounds: [LayerBound]
    /// The whole assessment behind the rows.
    public let report: StabilityReport
  }

  /// - Parameter configuration: Of scattering, whose coarsest J stands beside the networks.
  public init(
    _ configuration: ScatteringConfiguration, networks: [StudiedNetwork], settings: AssessmentSettings,
    parallel: Parallel = Parallel(), rigor: Rigor = .measure
  ) {
    (self.configuration, self.networks, self.parallel, self.rigor) = (
      configuration, networks, parallel, rigor
    )
    var settings = settings
    settings.searchesPixels = true
    self.settings = settings
  }

  /// - Parameters:
  ///   - images: `[image, space...]` of the configuration's shape.
  ///   - inputs: One an image.
  /// - Throws: What `StabilityAssessment` throws, and what the networks throw.
  public func run(
    _ images: Signal<Double>, inputs: [StabilityInput], version: String,
    progress: (ExperimentProgress) -> Void = { _ in }, checkCancellation: () throws -> Void = {}
  ) throws -> Result {
    let assessment = try StabilityAssessment(
      configuration, images: images, inputs: inputs,
      others: networks.flatMap(\.layers).map(AssessedRepresentation.searched), settings: settings,
      parallel: parallel, rigor: rigor)
    let report = try assessment.run(
      version: version, progress: progress, checkCancellation: checkCancellation)
    return Result(
      rows: LayerRows(report).rows, bounds: networks.flatMap(\.bounds), report: report)
  }
}
