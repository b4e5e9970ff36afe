import Numerical

/// How one method did with one number of labels.
public struct LearningRow: Codable, Hashable, Sendable {
  /// The method's name.
  public var method: String
  public var labelCount: Int
  /// The share of test images misclassified, for each repetition.
  public var errors: [Double]
  /// The mean error over the repetitions, with its interval.
  public var error: MeanInterval
  /// What the interval takes into account.
  public var sources: [ErrorSource]
  /// Which test images were misclassified, for each repetition: all intervals and comparisons follow from these.
  public var misclassified: [TestErrors]
  /// The hyperparameters chosen, for each repetition.
  public var chosen: [String]
  /// Mean seconds to tune and train, features included, and to classify one test image, features included.
  public var trainingSeconds: Double
  public var inferenceSeconds: Double

  public init(
    method: String, labelCount: Int, errors: [Double], error: MeanInterval,
    sources: [ErrorSource], misclassified: [TestErrors] = [], chosen: [String],
    trainingSeconds: Double, inferenceSeconds: Double
  ) {
    (self.method, self.labelCount, self.errors, self.error) = (method, labelCount, errors, error)
    (self.sources, self.misclassified) = (sources, misclassified)
    (self.chosen, self.trainingSeconds, self.inferenceSeconds) = (chosen, trainingSeconds, inferenceSeconds)
  }

  /// The document's keys: `method` is written as `contestant`.
  private enum CodingKeys: String, CodingKey {
    case method = "contestant"
    case labelCount, errors, error, sources, misclassified, chosen, trainingSeconds, inferenceSeconds
  }
}

/// One of the methods that a comparison compares.
public struct MethodSummary: Codable, Hashable, Sendable {
  /// The method's name, such as `scattering m = 2, PCA`.
  public var name: String
  public var family: MethodFamily
  /// What the method is made of, in one sentence.
  public var detail: String
  /// The number of values that represent one image to the classifier; nil for networks.
  public var dimension: Int?
  /// The number of learned parameters; nil where there is no such number.
  public var parameterCount: Int?
  /// The number of choices of hyperparameters tried at each number of labels.
  public var candidateCount: Int

  public init(
    name: String, family: MethodFamily, detail: String, dimension: Int?, parameterCount: Int?,
    candidateCount: Int
  ) {
    (self.name, self.family, self.detail, self.dimension) = (name, family, detail, dimension)
    (self.parameterCount, self.candidateCount) = (parameterCount, candidateCount)
  }
}

/// What kind of classifier a method is.
public enum MethodFamily: String, CaseIterable, Codable, Sendable {
  case pixels
  case scattering
  /// A network on top of scattering.
  case hybrid
  case network
}
