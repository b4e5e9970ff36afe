/// Hyperparameters of a training among which one is chosen.
package struct TrainingHyperparameters: Hashable, Sendable {
  package let rate: Double
  package let weightDecay: Double
  package let augmentation: Augmentation

  package init(rate: Double, weightDecay: Double, augmentation: Augmentation) {
    (self.rate, self.weightDecay, self.augmentation) = (rate, weightDecay, augmentation)
  }

  /// The rates that are tried, ascending; the middle one first.
  package static let rates = [1e-3, 3e-3, 1e-2]

  /// The first choices: images as they are, shifted, mirrored, and both, at the middle rate.
  package static let augmentations = [
    Augmentation(), Augmentation(shift: 2), Augmentation(isMirrored: true),
    Augmentation(shift: 2, isMirrored: true),
  ].map { TrainingHyperparameters(rate: rates[1], weightDecay: 1e-3, augmentation: $0) }

  /// The choices that follow the best of the first: its augmentation at the other rates.
  package var otherRates: [TrainingHyperparameters] {
    Self.rates.filter { $0 != rate }.map {
      TrainingHyperparameters(rate: $0, weightDecay: weightDecay, augmentation: augmentation)
    }
  }

  /// The number of choices that are tried in all.
  package static let choiceCount = augmentations.count + rates.count - 1

  /// What stands at the end of its axis, so that a value beyond might have been better; ways to change images have no order.
  package var edges: [String] {
    switch rate {
    case Self.rates.first: ["rate \(rate), the smallest tried"]
    case Self.rates.last: ["rate \(rate), the largest tried"]
    default: []
    }
  }

  /// The hyperparameters as text, such as `rate 0.003, weight decay 0.001`.
  package var text: String {
    let parts = ["rate \(rate)", "weight decay \(weightDecay)", augmentation.text]
    return parts.filter { !$0.isEmpty }.joined(separator: ", ")
  }
}
