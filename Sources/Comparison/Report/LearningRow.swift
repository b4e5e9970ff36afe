import Numerical

/// How one contestant did with one number of labels.
public struct LearningRow: Codable, Hashable, Sendable {
  /// The contestant's name.
  public var contestant: String
  public var labelCount: Int
  /// The share of test images misclassified, for each repetition.
  public var errors: [Double]
  /// Over the repetitions.
  public var error: MeanInterval
  /// The settings chosen, for each repetition.
  public var chosen: [String]
  /// Mean seconds to tune and train, features included, and to classify one test image, features included.
  public var trainingSeconds: Double
  public var inferenceSeconds: Double

  public init(
    contestant: String, labelCount: Int, errors: [Double], error: MeanInterval, chosen: [String],
    trainingSeconds: Double, inferenceSeconds: Double
  ) {
    (self.contestant, self.labelCount, self.errors, self.error) = (contestant, labelCount, errors, error)
    (self.chosen, self.trainingSeconds, self.inferenceSeconds) = (chosen, trainingSeconds, inferenceSeconds)
  }
}
