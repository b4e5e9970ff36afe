/// How long networks are trained, by the number of images: so many images are seen, in at least and at most so many epochs.
public struct TrainingEffort: Codable, Hashable, Sendable {
  /// The number of images seen, one counted each time it is seen.
  public let imagesSeen: Int
  public let leastEpochs, mostEpochs: Int

  public init(imagesSeen: Int, leastEpochs: Int, mostEpochs: Int) {
    (self.imagesSeen, self.leastEpochs, self.mostEpochs) = (imagesSeen, leastEpochs, mostEpochs)
  }

  /// The epochs for a number of images.
  public func epochs(count: Int) -> Int { min(max(imagesSeen / max(count, 1), leastEpochs), mostEpochs) }

  /// The settings of a training: steps of 32 images where there are few, so that an epoch has some twenty, and of 128 where there are thousands.
  package func settings(_ chosen: TrainingHyperparameters, count: Int, seed: UInt64) -> TrainingSettings {
    let epochs = epochs(count: count)
    return TrainingSettings(
      epochs: epochs, batchSize: count < 2000 ? 32 : 128,
      rate: LearningRate(chosen.rate, warmUp: min(1, Double(epochs - 1))),
      weightDecay: chosen.weightDecay, augmentation: chosen.augmentation, seed: seed)
  }
}

/// Hyperparameters of a training among which one is chosen.
package struct TrainingHyperparameters: Hashable, Sendable {
  package let rate: Double
  package let weightDecay: Double
  package let augmentation: Augmentation

  package init(rate: Double, weightDecay: Double, augmentation: Augmentation) {
    (self.rate, self.weightDecay, self.augmentation) = (rate, weightDecay, augmentation)
  }

  /// The six standard choices: rates, decays, and images as they are, shifted, or shifted and mirrored.
  package static let standard = [
    TrainingHyperparameters(rate: 0.02, weightDecay: 5e-4, augmentation: Augmentation()),
    TrainingHyperparameters(rate: 0.1, weightDecay: 5e-4, augmentation: Augmentation()),
    TrainingHyperparameters(rate: 0.05, weightDecay: 5e-3, augmentation: Augmentation()),
    TrainingHyperparameters(rate: 0.05, weightDecay: 5e-4, augmentation: Augmentation(shift: 1)),
    TrainingHyperparameters(
      rate: 0.05, weightDecay: 5e-4, augmentation: Augmentation(shift: 2, elastic: 0.5)),
    TrainingHyperparameters(
      rate: 0.05, weightDecay: 5e-4, augmentation: Augmentation(shift: 1, isMirrored: true)),
  ]

  /// The hyperparameters as text, such as `rate 0.02, weight decay 0.0005`.
  package var text: String {
    var parts = ["rate \(rate)", "weight decay \(weightDecay)"]
    if augmentation.shift > 0 { parts.append("shifts up to \(augmentation.shift)") }
    if augmentation.elastic > 0 { parts.append("elastic \(augmentation.elastic) px") }
    if augmentation.isMirrored { parts.append("mirrored") }
    return parts.joined(separator: ", ")
  }
}
