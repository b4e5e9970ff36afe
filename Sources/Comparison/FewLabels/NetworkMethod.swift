import Files
import Foundation
import Learning
import Networks
import Scattering

/// A network that is trained from new weights in every trial; on top of scattering or on the images themselves.
///
/// Learning rate, weight decay and augmentation are chosen by the images misclassified on one fold held out, after the whole course of a
/// training; hyperparameters that diverge are not chosen. The number of epochs is fixed by the number of images (`TrainingEffort`).
public struct NetworkMethod: ComparedMethod {
  public let name: String
  public let family: MethodFamily
  public let detail: String
  public let parameterCount: Int?
  private let architecture: NetworkDescription
  private let scattering: ScatteringTransform<Float>?
  private let effort: TrainingEffort
  private let checkpointFolder: String?

  /// - Parameters:
  ///   - scattering: The transform that comes first, if any; `architecture` then takes its features.
  ///   - checkpointFolder: Where a training that takes long is kept after every epoch, until it has ended.
  /// - Throws: `NetworkError` if the network does not fit the transform.
  public init(
    name: String, family: MethodFamily, detail: String, architecture: NetworkDescription,
    scattering: ScatteringTransform<Float>? = nil, effort: TrainingEffort, checkpointFolder: String? = nil
  ) throws(NetworkError) {
    (self.name, self.family, self.detail) = (name, family, detail)
    (self.architecture, self.scattering) = (architecture, scattering)
    (self.effort, self.checkpointFolder) = (effort, checkpointFolder)
    parameterCount = try Network(architecture, seed: 0, scattering: scattering).parameterCount
  }

  public var dimension: Int? { nil }
  public var candidateCount: Int { TrainingHyperparameters.standard.count }

  public var fingerprint: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    // Plain data, which JSON can always say.
    let nodes = String(decoding: try! encoder.encode(architecture), as: UTF8.self)
    let transform = scattering.map { String(decoding: try! encoder.encode($0.configuration), as: UTF8.self) }
    let choices = TrainingHyperparameters.standard.map(\.text).joined(separator: "; ")
    return "\(nodes) on \(transform ?? "images"), \(effort), \(choices)"
  }

  public func evaluate(_ trial: FewLabelTrial) throws -> Outcome {
    let clock = ContinuousClock()
    let start = clock.now
    let samples = trial.train.selecting(trial.indices)
    let hyperparameters = try choose(samples, trial)
    let settings = effort.settings(hyperparameters, count: samples.count, seed: trial.seed)
    let trained = try Trainer(settings, parallel: trial.parallel).train(
      network(of: trial, trial.parallel), on: samples, checkpoint: checkpoint(of: trial))
    if let path = checkpoint(of: trial) { unlink(path.fileName) }
    let end = clock.now
    let predictions = try trained.network.scores(of: trial.test.signals).rowArgmax
    let tested = clock.now
    return Outcome(
      errors: trial.errors(of: predictions), chosen: hyperparameters.text,
      trainingSeconds: (end - start) / .seconds(1),
      inferenceSeconds: (tested - end) / .seconds(1) / Double(trial.test.count),
      epochs: trained.history.map { TrainingEpoch($0) })
  }

  /// The hyperparameters of fewest misclassified images held out; of equals the first. Choices are trained side by side, a thread each:
  /// a small network gains little from dealing each step to several.
  private func choose(_ samples: LabelledSignals, _ trial: FewLabelTrial) throws -> TrainingHyperparameters {
    let looked =
      samples.count > trial.tuning.sampleLimit
      ? samples.selecting(
        try StratifiedSplit(labels: samples.labels, seed: trial.seed).subset(count: trial.tuning.sampleLimit))
      : samples
    let fold = try StratifiedSplit.folds(labels: looked.labels, count: trial.tuning.folds, seed: trial.seed)[
      0]
    let (training, validation) = (looked.selecting(fold.train), looked.selecting(fold.heldOut))
    let choices = TrainingHyperparameters.standard
    let outcomes = try trial.parallel.map(choices.count) { index in
      try misclassified(choices[index], training: training, validation: validation, trial)
    }
    var best: (hyperparameters: TrainingHyperparameters, misclassified: Int)?
    var failure: NetworkError?
    for (hyperparameters, outcome) in zip(choices, outcomes) {
      switch outcome {
      case .success(let misclassified):
        if misclassified < best?.misclassified ?? .max { best = (hyperparameters, misclassified) }
      case .failure(let error): failure = error
      }
    }
    guard let best else { throw failure! }
    return best.hyperparameters
  }

  /// The number misclassified by one of the choices of hyperparameters that are tried side by side; a failure if it diverges.
  private func misclassified(
    _ hyperparameters: TrainingHyperparameters, training: LabelledSignals, validation: LabelledSignals,
    _ trial: FewLabelTrial
  ) throws -> Result<Int, NetworkError> {
    let trainer = Trainer(
      effort.settings(hyperparameters, count: training.count, seed: trial.seed),
      featureLimit: Trainer.standardFeatureLimit / min(candidateCount, trial.parallel.threads),
      parallel: Parallel(threads: 1))
    do {
      let network = try trainer.train(network(of: trial, trainer.parallel), on: training).network
      let predictions = try network.scores(of: validation.signals).rowArgmax
      return .success(zip(predictions, validation.labels).count { $0 != $1 })
    } catch let error as NetworkError {
      guard case .diverged = error else { throw error }
      return .failure(error)
    }
  }

  /// The network with the weights that it begins with.
  private func network(of trial: FewLabelTrial, _ parallel: Parallel) throws(NetworkError) -> Network {
    try Network(architecture, seed: trial.seed, scattering: scattering, parallel: parallel)
  }

  /// The file of this training alone.
  private func checkpoint(of trial: FewLabelTrial) -> String? {
    checkpointFolder.map { folder in
      let images = trial.indices.withUnsafeBytes { sha256($0) }
      let digest = Array("\(fingerprint) \(trial.seed) \(images)".utf8).withUnsafeBytes { sha256($0) }
      return "\(folder)/.\(digest.prefix(16)).training"
    }
  }
}
