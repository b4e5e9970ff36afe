import ArgumentParser
import Networks

/// How a network is trained.
struct TrainingOptions: ParsableArguments {
  enum OptimiserName: String, CaseIterable, ExpressibleByArgument { case sgd, adam }
  enum ScheduleName: String, CaseIterable, ExpressibleByArgument { case cosine, constant }

  @Option(help: ArgumentHelp("Passes over the training images.", valueName: "n"))
  var epochs = 20

  @Option(name: .customLong("batch"), help: ArgumentHelp("Images in a step.", valueName: "n"))
  var batchSize = 128

  @Option(help: "sgd: Nesterov's momentum of 0.9. adam: Kingma and Ba's.")
  var optimiser = OptimiserName.sgd

  @Option(help: ArgumentHelp("The learning rate at first; 0.05 for sgd, 0.001 for adam.", valueName: "rate"))
  var rate: Double?

  @Option(help: "How the rate goes on.")
  var schedule = ScheduleName.cosine

  @Option(help: ArgumentHelp("The share of each weight that is added to its gradient.", valueName: "decay"))
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
      "The share of training images that is not trained on and chooses the epoch; 0 for none.",
      valueName: "share"))
  var validationShare = 0.1

  @Option(
    help: ArgumentHelp(
      "Stop after so many epochs that were no better on the validation part.", valueName: "n"))
  var patience: Int?

  @Option(help: "Fixes weights, order, augmentation and the validation part.")
  var seed: UInt64 = 0

  func validate() throws {
    guard (0...0.9).contains(validationShare) else {
      throw ValidationError("--validation is \(validationShare), but it must be 0 to 0.9.")
    }
    if patience != nil, validationShare == 0 {
      throw ValidationError("--patience needs a validation part, but --validation is 0.")
    }
  }

  var settings: TrainingSettings {
    let isAdam = optimiser == .adam
    return TrainingSettings(
      epochs: epochs, batchSize: batchSize, optimiser: isAdam ? .adam() : .gradientDescent(),
      rate: LearningRate(
        rate ?? (isAdam ? 0.001 : 0.05), schedule: schedule == .cosine ? .cosine : .constant),
      weightDecay: weightDecay, labelSmoothing: labelSmoothing,
      augmentation: Augmentation(shift: shift, elastic: elastic, isMirrored: mirror),
      jacobian: jacobian > 0 ? JacobianRegulariser(weight: jacobian) : nil, patience: patience, seed: seed)
  }
}
