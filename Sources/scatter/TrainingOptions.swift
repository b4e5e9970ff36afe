import ArgumentParser
import Networks

/// How a network is trained.
struct TrainingOptions: ParsableArguments {
  enum OptimiserName: String, CaseIterable, ExpressibleByArgument { case sgd, adam, adamw }
  enum ScheduleName: String, CaseIterable, ExpressibleByArgument { case cosine, constant }

  @Option(
    help: ArgumentHelp(
      "Passes over the training images; by default 20, and as many more as make 1000 steps.", valueName: "n"))
  var epochs: Int?

  @Option(
    help: ArgumentHelp("At least so many steps, instead of --epochs: in whole passes.", valueName: "n"))
  var steps: Int?

  @Option(
    name: .customLong("batch"),
    help: ArgumentHelp("Images in a step; all where there are fewer.", valueName: "n"))
  var batchSize = 128

  @Option(
    help: "sgd: Nesterov's momentum of 0.9. adam: Kingma and Ba's. adamw: with decoupled weight decay.")
  var optimiser = OptimiserName.sgd

  @Option(
    help: ArgumentHelp(
      "The learning rate at first; 0.05 for sgd, 0.001 for adam, 0.003 for adamw.", valueName: "rate"))
  var rate: Double?

  @Option(help: "How the rate goes on.")
  var schedule = ScheduleName.cosine

  @Option(
    help: ArgumentHelp("The share of the course over which the rate first rises from 0.", valueName: "share"))
  var warmUp = 0.0

  @Option(
    help: ArgumentHelp(
      "The share of each weight that is added to its gradient; with adamw that a step takes off, times the rate.",
      valueName: "decay"))
  var weightDecay = 5e-4

  @Option(help: ArgumentHelp("What share of a label is spread over all classes.", valueName: "share"))
  var labelSmoothing = 0.0

  @Option(help: ArgumentHelp("Shift images at random by up to so many pixels.", valueName: "px"))
  var shift = 0

  @Option(
    help: ArgumentHelp("Deform images at random, elastically, by about so many pixels.", valueName: "px"))
  var elastic = 0.0

  @Flag(help: "Mirror half of the images left to right.")
  var mirror = false

  @Option(
    help: ArgumentHelp(
      "The weight of the squared Jacobian of the scores in the loss; 0 for none.", valueName: "weight"))
  var jacobian = 0.0

  @Option(
    name: .customLong("validation"),
    help: ArgumentHelp(
      "The share of training images that is not trained on and chooses the epoch; 0 for none. By default 0.1, and none where that is under 20 images.",
      valueName: "share"))
  var validationShare: Double?

  @Option(
    help: ArgumentHelp(
      "Stop after so many epochs that were no better on the validation part.", valueName: "n"))
  var patience: Int?

  @Option(help: "Fixes weights, order, augmentation and the validation part.")
  var seed: UInt64 = 0

  func validate() throws {
    if let validationShare, !(0...0.9).contains(validationShare) {
      throw ValidationError("--validation is \(validationShare), but it must be 0 to 0.9.")
    }
    if patience != nil, validationShare == 0 {
      throw ValidationError("--patience needs a validation part, but --validation is 0.")
    }
    if epochs != nil, steps != nil { throw ValidationError("--epochs and --steps: only one may be given.") }
    if let steps { try check("--steps", steps, in: 1...1_000_000_000) }
    try check("--batch", batchSize, in: 1...1 << 20)
  }

  /// The share that is held out of so many training images: none by default where it would be too few to choose by.
  func validationShare(of count: Int) -> Double {
    validationShare ?? (Double(count) * 0.1 < Double(TrainingAlarms.leastHeldOut) ? 0 : 0.1)
  }

  /// The epochs, and the passes of each, over so many images.
  private func course(count: Int) -> (epochs: Int, passes: Int) {
    if let epochs { return (epochs, 1) }
    let effort =
      steps.map { TrainingEffort(steps: $0, batchSize: batchSize) }
      ?? TrainingEffort(steps: 1000, passes: 20, batchSize: batchSize)
    return effort.course(count: count)
  }

  /// - Parameter count: The images that are trained on.
  func settings(count: Int) -> TrainingSettings {
    let course = course(count: count)
    return TrainingSettings(
      epochs: course.epochs, passes: course.passes, batchSize: batchSize, optimiser: optimiser.optimiser,
      rate: LearningRate(
        rate ?? optimiser.rate, schedule: schedule == .cosine ? .cosine : .constant, warmUp: warmUp),
      weightDecay: weightDecay, labelSmoothing: labelSmoothing,
      augmentation: Augmentation(shift: shift, elastic: elastic, isMirrored: mirror),
      jacobian: jacobian > 0 ? JacobianRegulariser(weight: jacobian) : nil, patience: patience, seed: seed)
  }
}

extension TrainingOptions.OptimiserName {
  fileprivate var optimiser: Optimiser {
    switch self {
    case .sgd: .gradientDescent()
    case .adam: .adam()
    case .adamw: .adamW()
    }
  }

  /// The first rate where none is given.
  fileprivate var rate: Double {
    switch self {
    case .sgd: 0.05
    case .adam: 0.001
    case .adamw: 0.003
    }
  }
}
