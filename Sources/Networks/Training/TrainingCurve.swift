/// The course of one network's training.
public struct TrainingCurve: Codable, Hashable, Sendable {
  public var network: String
  public var labelCount: Int
  public var epochs: [TrainingEpoch]

  public init(network: String, labelCount: Int, epochs: [TrainingEpoch]) {
    (self.network, self.labelCount, self.epochs) = (network, labelCount, epochs)
  }
}

/// What one pass over the training images reached.
public struct TrainingEpoch: Codable, Hashable, Sendable {
  public var loss: Double
  /// The shares of training and of validation images that are classified right.
  public var trainAccuracy: Double
  public var validationAccuracy: Double?
  public var seconds: Double

  public init(loss: Double, trainAccuracy: Double, validationAccuracy: Double?, seconds: Double) {
    (self.loss, self.trainAccuracy, self.validationAccuracy, self.seconds) = (
      loss, trainAccuracy, validationAccuracy, seconds
    )
  }
}

extension TrainingEpoch {
  package init(_ record: TrainingRecord) {
    self.init(
      loss: record.loss, trainAccuracy: record.trainAccuracy, validationAccuracy: record.validationAccuracy,
      seconds: record.seconds)
  }
}
