/// One pass over the training images.
public struct TrainingEpoch: Codable, Hashable, Sendable {
  public var loss: Double
  /// Shares of images that are right.
  public var trainAccuracy: Double
  public var validationAccuracy: Double?
  public var seconds: Double

  public init(loss: Double, trainAccuracy: Double, validationAccuracy: Double?, seconds: Double) {
    (self.loss, self.trainAccuracy, self.validationAccuracy, self.seconds) = (
      loss, trainAccuracy, validationAccuracy, seconds
    )
  }
}
