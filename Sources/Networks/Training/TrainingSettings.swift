/// Everything that decides how a network is trained, besides the network and the data. Dropout and batch normalisation
/// stand in the network's description.
public struct TrainingSettings: Codable, Hashable, Sendable {
  /// The number of epochs, after each of which the training is recorded, validated and kept.
  public var epochs: Int
  /// The passes over the training images in an epoch: several where images are few, so that an epoch is worth its record.
  public var passes: Int
  /// The largest number of images in a step; steps of one epoch are as even as can be.
  public var batchSize: Int
  public var optimiser: Optimiser
  public var rate: LearningRate
  /// The share of each weight that is added to its gradient; biases and batch normalisation are left alone.
  public var weightDecay: Double
  /// The share of a label that is spread evenly over all classes (Szegedy et al. 2016).
  public var labelSmoothing: Double
  public var augmentation: Augmentation
  public var jacobian: JacobianRegulariser?
  /// The number of epochs without better accuracy on the validation part after which the training ends; nil for no such end.
  public var patience: Int?
  /// The seed, which fixes the order of images, what is drawn for each, and dropout.
  public var seed: UInt64

  public init(
    epochs: Int = 20, passes: Int = 1, batchSize: Int = 128, optimiser: Optimiser = .gradientDescent(),
    rate: LearningRate = LearningRate(0.05), weightDecay: Double = 5e-4, labelSmoothing: Double = 0,
    augmentation: Augmentation = Augmentation(), jacobian: JacobianRegulariser? = nil, patience: Int? = nil,
    seed: UInt64 = 0
  ) {
    (self.epochs, self.passes, self.batchSize) = (epochs, passes, batchSize)
    (self.optimiser, self.rate) = (optimiser, rate)
    (self.weightDecay, self.labelSmoothing) = (weightDecay, labelSmoothing)
    (self.augmentation, self.jacobian, self.patience, self.seed) = (augmentation, jacobian, patience, seed)
  }

  /// The steps of one pass over so many images.
  func stepsOfPass(_ count: Int) -> Int { (count + batchSize - 1) / batchSize }

  /// The steps of the whole course on so many images, if nothing ends it early.
  public func stepCount(of count: Int) -> Int { epochs * passes * stepsOfPass(count) }

  /// - Parameter input: `[channels, height, width]` of the images.
  /// - Throws: `NetworkError.outOfRange` naming the first setting that no training has.
  public func check(input: [Int]) throws(NetworkError) {
    try NetworkError.check("epochs", epochs, in: 1...1_000_000)
    try NetworkError.check("passes of an epoch", passes, in: 1...1_000_000)
    try NetworkError.check("batch size", batchSize, in: 1...1 << 20)
    try optimiser.check()
    try rate.check()
    try NetworkError.check("weight decay", weightDecay, in: 0...1)
    try NetworkError.check("label smoothing", labelSmoothing, in: 0...0.99)
    try augmentation.check(input)
    if let jacobian {
      try NetworkError.check("weight of the Jacobian", jacobian.weight, in: 0...1e6)
      try NetworkError.check("projections of the Jacobian", jacobian.projections, in: 1...1 << 20)
    }
    if let patience { try NetworkError.check("patience", patience, in: 1...1_000_000) }
  }
}

/// Adds `weight / 2` times the mean squared Frobenius norm of the Jacobian of the scores to the loss, so that scores change
/// little near the training images (Hoffman, Roberts and Yaida 2019). Derivatives are with respect to what the network's own
/// layers take; the batch's mean and variance are taken as they are in training.
public struct JacobianRegulariser: Codable, Hashable, Sendable {
  public var weight: Double
  /// The number of random directions of scores that estimate the norm, each at about the cost of a step; as many as classes make it exact.
  public var projections: Int

  public init(weight: Double, projections: Int = 1) {
    (self.weight, self.projections) = (weight, projections)
  }
}
