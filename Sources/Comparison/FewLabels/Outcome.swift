/// How one contestant did in one round.
public struct Outcome: Codable, Hashable, Sendable {
  /// The share of test images misclassified.
  public var error: Double
  /// The setting chosen, in words.
  public var chosen: String
  /// Seconds to tune and train, features included.
  public var trainingSeconds: Double
  /// Seconds to classify one test image, features included.
  public var inferenceSeconds: Double
  /// The course of the training; nil for what is not trained in epochs.
  public var epochs: [TrainingEpoch]?

  public init(
    error: Double, chosen: String, trainingSeconds: Double, inferenceSeconds: Double,
    epochs: [TrainingEpoch]? = nil
  ) {
    (self.error, self.chosen, self.trainingSeconds) = (error, chosen, trainingSeconds)
    (self.inferenceSeconds, self.epochs) = (inferenceSeconds, epochs)
  }
}
