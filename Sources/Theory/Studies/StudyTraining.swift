import Files
import Learning
import Networks
import Scattering

/// Trains what the studies look at: one setting, no tuning, so that trainings differ by the one thing that is studied.
struct StudyTraining {
  let settings: StudySettings
  let train: LabelledSignals
  let parallel: Parallel

  /// A network trained on so many images.
  struct Trained {
    let network: Network
    let labelCount: Int
    let regularisation: Double
    let samples: LabelledSignals
    let curve: TrainingCurve
  }

  /// The images of a number of labels, with as many of each class.
  func samples(_ count: Int) throws -> LabelledSignals {
    guard count < train.count else { return train }
    let split = StratifiedSplit(labels: train.labels, seed: settings.seed)
    return train.selecting(try split.subset(count: count))
  }

  /// The small CNN with the weights it begins with.
  func convolutional() throws(NetworkError) -> Network {
    let description = try NetworkDescription.convolutional(
      shape: train.signals.shape, classCount: train.classCount, width: settings.networkWidth)
    return try Network(description, seed: settings.seed, parallel: parallel)
  }

  /// A network on top of scattering with the weights it begins with.
  func hybrid(_ transform: ScatteringTransform<Float>) throws(NetworkError) -> Network {
    let description = try NetworkDescription.hybrid(
      transform, classCount: train.classCount, width: settings.networkWidth)
    return try Network(description, seed: settings.seed, scattering: transform, parallel: parallel)
  }

  func train(
    _ network: Network, name: String, count: Int, regularisation: Double = 0,
    progress: (StageProgress) -> Void, checkCancellation: () throws -> Void
  ) throws -> Trained {
    try train(
      network, name: name, on: try samples(count), regularisation: regularisation, progress: progress,
      checkCancellation: checkCancellation)
  }

  func train(
    _ network: Network, name: String, on samples: LabelledSignals, regularisation: Double = 0,
    progress: (StageProgress) -> Void, checkCancellation: () throws -> Void
  ) throws -> Trained {
    var training = settings.effort.settings(.plain, count: samples.count, seed: settings.seed)
    if regularisation > 0 { training.jacobian = JacobianRegulariser(weight: regularisation) }
    let title = regularisation > 0 ? "\(name) with Jacobian regulariser" : name
    let stage = "steps of \(title) on \(samples.count) images"
    let result = try Trainer(training, parallel: parallel).train(
      network, on: samples,
      progress: {
        progress(
          StageProgress(
            stage: stage, done: ($0.epoch - 1) * $0.steps + $0.step, total: $0.epochs * $0.steps))
      }, checkCancellation: checkCancellation)
    return Trained(
      network: result.network, labelCount: samples.count, regularisation: regularisation, samples: samples,
      curve: TrainingCurve(
        network: "\(title), studied", labelCount: samples.count,
        epochs: result.history.map(TrainingEpoch.init)))
  }
}

extension TrainingHyperparameters {
  /// Images as they are, so that training errors are those of the images.
  static let plain = TrainingHyperparameters(rate: 3e-3, weightDecay: 1e-3, augmentation: .init())
}
