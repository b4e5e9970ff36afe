import Files
import Networks
import Stability
import Theory

/// What one comparison measured: the document `OUT.json`, from which the page and the table are drawn.
///
/// Everything but times is fixed by the seed, on one machine and one libtorch.
public struct ComparisonReport: Codable, Hashable, Sendable {
  /// The value of `schema` in documents of this form; a change that breaks readers counts it up.
  public static let schema = "swift-scattering/comparison/2"

  public var schema = Self.schema
  public var version: String
  public var dataset: ComparisonDataset
  public var parameters: ComparisonParameters
  public var methods: [MethodSummary]
  public var learning: [LearningRow]
  /// Every two methods at each number of labels.
  public var comparisons: [PairedComparison]
  public var layers: [LayerRow]
  public var bounds: [LayerBound]
  public var consistency: [ConsistencyRow]
  public var deformedAccuracy: [DeformedAccuracyRow]
  public var certifiedFamilies: [CertifiedFamilyRow]
  public var gaussianLayers: [GaussianLayerRow]
  public var gaussianFits: [GaussianLayerFit]
  public var geometry: [GeometryRow]
  public var generalisation: [GeneralisationRow]
  public var covers: [CoverRow]
  public var curves: [TrainingCurve]
  /// What was left out, and why, a sentence each; then each check that failed.
  public var notices: [String]
  /// Seconds of each stage, in their order; no figure depends on them.
  public var timings: [StageTiming]
  /// The command, the time and the machine of the run; nil where a program made the report.
  public var run: RunFacts?

  public init(
    version: String, dataset: ComparisonDataset, parameters: ComparisonParameters,
    methods: [MethodSummary], learning: [LearningRow], comparisons: [PairedComparison], layers: [LayerRow],
    bounds: [LayerBound],
    consistency: [ConsistencyRow], deformedAccuracy: [DeformedAccuracyRow],
    certifiedFamilies: [CertifiedFamilyRow] = [],
    gaussianLayers: [GaussianLayerRow], gaussianFits: [GaussianLayerFit] = [], geometry: [GeometryRow],
    generalisation: [GeneralisationRow], covers: [CoverRow] = [], curves: [TrainingCurve],
    notices: [String], timings: [StageTiming], run: RunFacts? = nil
  ) {
    (self.version, self.dataset, self.parameters, self.methods) = (
      version, dataset, parameters, methods
    )
    self.comparisons = comparisons
    (self.learning, self.layers, self.bounds, self.consistency) = (learning, layers, bounds, consistency)
    (self.deformedAccuracy, self.gaussianLayers, self.geometry, self.generalisation) = (
      deformedAccuracy, gaussianLayers, geometry, generalisation
    )
    self.certifiedFamilies = certifiedFamilies
    (self.gaussianFits, self.covers) = (gaussianFits, covers)
    (self.curves, self.notices, self.timings, self.run) = (curves, notices, timings, run)
  }

  /// The document's keys: `methods` is written as `contestants`.
  private enum CodingKeys: String, CodingKey {
    case schema, version, dataset, parameters
    case methods = "contestants"
    case learning, comparisons, layers, bounds, consistency, deformedAccuracy, certifiedFamilies,
      gaussianLayers
    case gaussianFits, geometry, generalisation, covers, curves, notices, timings, run
  }
}

/// What the methods learned from and were tested on.
public struct ComparisonDataset: Codable, Hashable, Sendable {
  /// The data set's name as the user gave it.
  public var name: String
  /// The rows and columns of one image.
  public var shape: [Int]
  public var classNames: [String]
  public var trainCount: Int
  public var testCount: Int
  /// A sentence on the split: the official test set, or which share was set aside by which seed.
  public var split: String
  /// The files, with the SHA-256 of their bytes.
  public var files: [StabilityInput]

  public init(
    name: String, shape: [Int], classNames: [String], trainCount: Int, testCount: Int, split: String,
    files: [StabilityInput]
  ) {
    (self.name, self.shape, self.classNames, self.trainCount) = (name, shape, classNames, trainCount)
    (self.testCount, self.split, self.files) = (testCount, split, files)
  }
}

/// The parameters that fix a comparison.
public struct ComparisonParameters: Codable, Hashable, Sendable {
  /// The preset's name.
  public var preset: String
  public var seed: UInt64
  /// The numbers of labels learned from, ascending.
  public var labelCounts: [Int]
  /// The number of repetitions at each number of labels, each with labels of its own.
  public var repetitions: [Int]
  public var scales: Int
  public var orientations: Int
  /// The wavelets in words, of other signals than images.
  public var wavelets: String?
  /// The effort of tuning each method had, in one sentence.
  public var tuning: String
  /// The largest number of wavelets in a path.
  public var maximalOrder: Int
  /// How images go on beyond their edges, how much closer than 2^J pixels features stand (2^oversampling), and how filters are scaled.
  public var padding: String
  public var oversampling: Int
  public var normalization: String
  /// Where labels come from: the file of labels, or the data set's own files or folders.
  public var labelSource: String
  /// The size that images were resampled to; nil for their own.
  public var resize: String?
  /// What integer samples were divided by.
  public var rescale: String
  /// The share of every class set aside to test on; nil where the data set has a test part.
  public var testShare: Double?
  /// Whether features were taken at every position, as means, or both among the settings.
  public var pooling: FeaturePooling
  /// Whether networks were studied.
  public var hasStudies: Bool

  public init(
    preset: String, seed: UInt64, labelCounts: [Int], repetitions: [Int], scales: Int, orientations: Int,
    wavelets: String? = nil, tuning: String, maximalOrder: Int, padding: String, oversampling: Int,
    normalization: String,
    labelSource: String, resize: String?, rescale: String, testShare: Double?, pooling: FeaturePooling,
    hasStudies: Bool
  ) {
    (self.preset, self.seed, self.labelCounts, self.repetitions) = (preset, seed, labelCounts, repetitions)
    (self.scales, self.orientations, self.tuning) = (scales, orientations, tuning)
    self.wavelets = wavelets
    (self.maximalOrder, self.padding, self.oversampling) = (maximalOrder, padding, oversampling)
    (self.normalization, self.labelSource, self.resize) = (normalization, labelSource, resize)
    (self.rescale, self.testShare, self.pooling) = (rescale, testShare, pooling)
    self.hasStudies = hasStudies
  }
}
