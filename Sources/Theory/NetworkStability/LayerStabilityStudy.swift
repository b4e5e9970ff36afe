import Deformations
import Files
import Representations
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
  private let planner: Planner

  /// What one study found.
  public struct Result: Sendable {
    public let rows: [LayerRow]
    public let bounds: [LayerBound]
    /// The whole assessment behind the rows.
    public let report: StabilityReport
  }

  /// - Parameter configuration: The scattering whose coarsest J is compared with the networks.
  public init(
    _ configuration: ScatteringConfiguration, networks: [StudiedNetwork], settings: AssessmentSettings,
    parallel: Parallel = Parallel(), rigor: Rigor = .measure,
    planner: Planner = .shared
  ) {
    (self.configuration, self.networks) = (configuration, networks)
    (self.parallel, self.rigor, self.planner) = (parallel, rigor, planner)
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
    progress: (StageProgress) -> Void = { _ in }, checkCancellation: () throws -> Void = {}
  ) throws -> Result {
    let assessment = try StabilityAssessment(
      configuration, images: images, inputs: inputs,
      others: networks.flatMap(\.layers).map(AssessedRepresentation.searched), settings: settings,
      parallel: parallel, rigor: rigor, planner: planner)
    let report = try assessment.run(
      version: version, progress: progress, checkCancellation: checkCancellation)
    return Result(
      rows: LayerRows(report).rows, bounds: networks.flatMap(\.bounds), report: report)
  }
}

/// The rows of a stability report by network and layer: scattering at its coarsest J by orders, then whole; raw pixels; and
/// every layer of every network. Noise, which has no relative stability, is left out, and so is what is neither.
struct LayerRows {
  let rows: [LayerRow]

  init(_ report: StabilityReport) {
    let scattering = report.representations.last { $0.role == .scattering }?.name
    rows = report.representations.flatMap { summary -> [LayerRow] in
      let own = report.rows.filter { $0.representation == summary.name }
      switch summary.role {
      case .layer(let position): return own.filter { $0.part == "all" }.compactMap { Self.row($0, position) }
      case .pixels: return Self.parts(own, summary)
      case .scattering: return summary.name == scattering ? Self.parts(own, summary) : []
      case .fourierModulus, .other: return []
      }
    }
  }

  /// A representation without layers: its parts one behind the other, and all of it as the last.
  private static func parts(_ rows: [StabilityRow], _ summary: RepresentationSummary) -> [LayerRow] {
    (summary.parts + ["all"]).enumerated().flatMap { depth, part in
      rows.filter { $0.part == part }.compactMap {
        row($0, LayerPosition(network: summary.name, layer: part, depth: depth))
      }
    }
  }

  private static func row(_ row: StabilityRow, _ position: LayerPosition) -> LayerRow? {
    guard let relative = row.relativeStability, let deformation = row.deformationSensitivityByMean,
      let noise = row.noiseSensitivityByMean
    else { return nil }
    return LayerRow(
      network: position.network, layer: position.layer, depth: position.depth, kind: row.kind,
      amplitude: row.amplitude,
      relativeStability: relative, deformationSensitivity: deformation, noiseSensitivity: noise,
      randomMaximum: row.randomMaximum, worstCase: row.worstCase, certificate: row.certificate,
      isOrdered: row.isOrdered)
  }
}
