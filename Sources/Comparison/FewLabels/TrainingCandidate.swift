import Networks

/// One of the settings among which a network chooses.
struct TrainingCandidate: Hashable, Sendable {
  let rate: Double
  let weightDecay: Double
  let augmentation: Augmentation

  /// Two rates, two decays, and images as they are, shifted, or shifted and mirrored.
  static let standard = [
    TrainingCandidate(rate: 0.02, weightDecay: 5e-4, augmentation: Augmentation()),
    TrainingCandidate(rate: 0.1, weightDecay: 5e-4, augmentation: Augmentation()),
    TrainingCandidate(rate: 0.05, weightDecay: 5e-3, augmentation: Augmentation()),
    TrainingCandidate(rate: 0.05, weightDecay: 5e-4, augmentation: Augmentation(shift: 1)),
    TrainingCandidate(rate: 0.05, weightDecay: 5e-4, augmentation: Augmentation(shift: 2, elastic: 0.5)),
    TrainingCandidate(rate: 0.05, weightDecay: 5e-4, augmentation: Augmentation(shift: 1, isMirrored: true)),
  ]

  var words: String {
    var parts = ["rate \(rate)", "weight decay \(weightDecay)"]
    if augmentation.shift > 0 { parts.append("shifts up to \(augmentation.shift)") }
    if augmentation.elastic > 0 { parts.append("elastic \(augmentation.elastic) px") }
    if augmentation.isMirrored { parts.append("mirrored") }
    return parts.joined(separator: ", ")
  }
}
