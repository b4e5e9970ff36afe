import Stability

/// What one comparison measured: the document `OUT.json`, from which the page and the table are drawn.
///
/// Everything but times is fixed by the seed, on one machine and one libtorch.
public struct ComparisonReport: Codable, Hashable, Sendable {
  /// The value of `schema` in documents of this form; a change that breaks readers counts it up.
  public static let schema = "swift-scattering/comparison/1"

  public var schema = Self.schema
  public var version: String
  public var dataset: ComparisonDataset
  public var parameters: ComparisonParameters
  public var contestants: [ContestantSummary]
  public var learning: [LearningRow]
  public var layers: [LayerRow]
  public var bounds: [LayerBound]
  public var consistency: [ConsistencyRow]
  public var deformedAccuracy: [DeformedAccuracyRow]
  public var gaussianLayers: [GaussianLayerRow]
  public var gaussianFits: [GaussianLayerFit]
  public var geometry: [GeometryRow]
  public var generalisation: [GeneralisationRow]
  public var covers: [CoverRow]
  public var curves: [TrainingCurve]
  /// What was left out, and why, a sentence each.
  public var notices: [String]
  /// Seconds of each stage, in their order; no figure depends on them.
  public var timings: [StageTiming]

  public init(
    version: String, dataset: ComparisonDataset, parameters: ComparisonParameters,
    contestants: [ContestantSummary], learning: [LearningRow], layers: [LayerRow], bounds: [LayerBound],
    consistency: [ConsistencyRow], deformedAccuracy: [DeformedAccuracyRow],
    gaussianLayers: [GaussianLayerRow], gaussianFits: [GaussianLayerFit] = [], geometry: [GeometryRow],
    generalisation: [GeneralisationRow], covers: [CoverRow] = [], curves: [TrainingCurve],
    notices: [String], timings: [StageTiming]
  ) {
    (self.version, self.dataset, self.parameters, self.contestants) = (
      version, dataset, parameters, contestants
    )
    (self.learning, self.layers, self.bounds, self.consistency) = (learning, layers, bounds, consistency)
    (self.deformedAccuracy, self.gaussianLayers, self.geometry, self.generalisation) = (
      deformedAccuracy, gaussianLayers, geometry, generalisation
    )
    (self.gaussianFits, self.covers) = (gaussianFits, covers)
    (self.curves, self.notices, self.timings) = (curves, notices, timings)
  }
}
