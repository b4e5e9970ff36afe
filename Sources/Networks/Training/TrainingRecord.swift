/// The record of one pass over the training images.
public struct TrainingRecord: Codable, Hashable, Sendable {
  /// The mean cross entropy as it was while training.
  public let loss: Double
  /// The share of images that were right while training: augmented, with dropout.
  public let trainAccuracy: Double
  /// The share of the validation part that is right afterwards.
  public let validationAccuracy: Double?
  /// The mean squared Frobenius norm of the scores' Jacobian while training, where it has a weight.
  public let jacobian: Double?
  public let seconds: Double
}

/// How far a training is; reported after every step.
public struct TrainingProgress: Hashable, Sendable {
  /// The number of the epoch, from 1.
  public let epoch: Int
  public let epochs: Int
  /// The number of the step, from 1.
  public let step: Int
  public let steps: Int
  /// The mean loss and accuracy over the epoch so far.
  public let loss, accuracy: Double
  /// The accuracy on the validation part after the epoch before.
  public let validationAccuracy: Double?
  /// The seconds left, at the pace since the start.
  public let secondsLeft: Double
}

/// A training that has ended.
public struct TrainedNetwork: Sendable {
  /// The network with the parameters of the epoch of the best accuracy on the validation part, or of the last where there is none.
  public let network: Network
  /// The record of each epoch.
  public let history: [TrainingRecord]
  /// The epoch of the parameters, from 1.
  public let bestEpoch: Int
}
