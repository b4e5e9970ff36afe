import Arrays
import Networks
import Stability

/// What is studied of networks besides the few-label comparison, and how much of it: pure data.
public struct StudySettings: Codable, Hashable, Sendable {
  /// The numbers of training images of the networks that are studied, ascending; the last is what stability and geometry look at.
  public var labelCounts: [Int]
  /// The weight of the Jacobian regulariser, compared with none.
  public var regularisation: Double
  public var effort: TrainingEffort
  /// The number of channels of the small CNN's first convolution.
  public var networkWidth: Int
  /// The number of test images that are deformed for the stability of layers.
  public var stabilityImageCount: Int
  public var assessment: AssessmentSettings
  /// The number of test images on which classifiers are evaluated.
  public var testImageCount: Int
  /// The deformations under which classifiers are evaluated.
  public var accuracy: ExperimentSettings
  /// The number of test images whose classes are certified under whole families of deformations, and the number of deformations of one image
  /// and family after which it is left open.
  public var certifiedImageCount, certifiedLimit: Int
  public var geometry: GeometrySettings
  public var generalisation: GeneralisationSettings
  public var invariance: InvarianceSettings
  /// The seed, which fixes every figure.
  public var seed: UInt64

  package init(
    labelCounts: [Int], regularisation: Double, effort: TrainingEffort, networkWidth: Int,
    stabilityImageCount: Int, assessment: AssessmentSettings, testImageCount: Int,
    accuracy: ExperimentSettings, certifiedImageCount: Int, certifiedLimit: Int, geometry: GeometrySettings,
    generalisation: GeneralisationSettings,
    invariance: InvarianceSettings, seed: UInt64
  ) {
    self.labelCounts = labelCounts
    self.regularisation = regularisation
    self.effort = effort
    self.networkWidth = networkWidth
    self.stabilityImageCount = stabilityImageCount
    self.assessment = assessment
    self.testImageCount = testImageCount
    self.accuracy = accuracy
    (self.certifiedImageCount, self.certifiedLimit) = (certifiedImageCount, certifiedLimit)
    self.geometry = geometry
    self.generalisation = generalisation
    self.invariance = invariance
    self.seed = seed
  }
}

extension MemoryBudget {
  /// Numbers that a study holds for a batch of images, scores or Jacobians.
  static let study = MemoryBudget(numbers: 1 << 22)
}
