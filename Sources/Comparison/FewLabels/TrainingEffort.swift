import Networks

/// How long networks are trained, by the number of images: so many images are seen, in at least and at most so many epochs.
public struct TrainingEffort: Codable, Hashable, Sendable {
  /// Images seen, one counted each time it is seen.
  public let imagesSeen: Int
  public let leastEpochs, mostEpochs: Int

  public init(imagesSeen: Int, leastEpochs: Int, mostEpochs: Int) {
    (self.imagesSeen, self.leastEpochs, self.mostEpochs) = (imagesSeen, leastEpochs, mostEpochs)
  }

  /// The epochs for a number of images.
  public func epochs(count: Int) -> Int { min(max(imagesSeen / max(count, 1), leastEpochs), mostEpochs) }

  /// Steps of 32 images where there are few, so that an epoch has some twenty, and of 128 where there are thousands.
  func settings(_ candidate: TrainingCandidate, count: Int, seed: UInt64) -> TrainingSettings {
    let epochs = epochs(count: count)
    return TrainingSettings(
      epochs: epochs, batchSize: count < 2000 ? 32 : 128,
      rate: LearningRate(candidate.rate, warmUp: min(1, Double(epochs - 1))),
      weightDecay: candidate.weightDecay, augmentation: candidate.augmentation, seed: seed)
  }
}
