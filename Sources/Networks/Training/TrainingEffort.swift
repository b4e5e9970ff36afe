/// How long networks are trained, counted in steps: as many for few images as for many, and more where the images call for passes.
///
/// A step costs the same whatever the number of images, and a network of few labels needs as many steps as one of thousands: epochs count what neither
/// depends on.
public struct TrainingEffort: Codable, Hashable, Sendable {
  /// The least number of steps.
  public let steps: Int
  /// The least number of passes over the images.
  public let passes: Int
  /// The number of images in a step; all where there are fewer.
  public let batchSize: Int

  public init(steps: Int, passes: Int = 1, batchSize: Int = 64) {
    (self.steps, self.passes, self.batchSize) = (steps, passes, batchSize)
  }

  /// The most epochs of a training: so often it is recorded.
  static let epochLimit = 20

  /// The epochs for a number of images, and the passes over them in each: the least whose steps are at least those asked for.
  public func course(count: Int) -> (epochs: Int, passes: Int) {
    let stepsOfPass = (max(count, 1) + batchSize - 1) / batchSize
    let wanted = max((steps + stepsOfPass - 1) / stepsOfPass, passes)
    let passes = (wanted + Self.epochLimit - 1) / Self.epochLimit
    return ((wanted + passes - 1) / passes, passes)
  }

  /// This effort with a share of its steps and passes, one of each at least.
  public func scaled(by share: Double) -> TrainingEffort {
    let scale = { (count: Int) in max(Int((Double(count) * share).rounded()), 1) }
    return TrainingEffort(steps: scale(steps), passes: scale(passes), batchSize: batchSize)
  }

  /// The settings of a training: AdamW, its rate rising for three tenths of the course and falling to 0.
  package func settings(_ chosen: TrainingHyperparameters, count: Int, seed: UInt64) -> TrainingSettings {
    let course = course(count: count)
    return TrainingSettings(
      epochs: course.epochs, passes: course.passes, batchSize: batchSize, optimiser: .adamW(),
      rate: LearningRate(chosen.rate, warmUp: 0.3), weightDecay: chosen.weightDecay,
      augmentation: chosen.augmentation, seed: seed)
  }
}
