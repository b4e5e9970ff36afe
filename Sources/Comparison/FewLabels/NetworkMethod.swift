import Files
import Foundation
import Learning
import Networks
import Scattering

/// A network that is trained from new weights in every trial; on top of scattering or on the images themselves.
///
/// Augmentation and learning rate are chosen by the images misclassified on folds held out (`NetworkSearch`); hyperparameters that diverge are not chosen.
/// The number of steps is fixed by the effort and the number of images (`TrainingEffort`).
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
  public var candidateCount: Int { TrainingHyperparameters.choiceCount }

  public var fingerprint: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    // Plain data, which JSON can always say.
    let nodes = String(decoding: try! encoder.encode(architecture), as: UTF8.self)
    let transform = scattering.map { String(decoding: try! encoder.encode($0.configuration), as: UTF8.self) }
    let choices = TrainingHyperparameters.augmentations.map(\.text).joined(separator: "; ")
    return
      "\(nodes) on \(transform ?? "images"), \(effort), \(choices), rates \(TrainingHyperparameters.rates)"
  }

  public func evaluate(_ trial: FewLabelTrial) throws -> Outcome {
    let clock = ContinuousClock()
    let start = clock.now
    let samples = trial.train.selecting(trial.indices)
    let choice = try choose(samples, trial)
    let settings = effort.settings(choice.hyperparameters, count: samples.count, seed: trial.seed)
    let trained = try Trainer(settings, parallel: trial.parallel).train(
      network(of: trial, trial.parallel), on: samples, checkpoint: checkpoint(of: trial))
    if let path = checkpoint(of: trial) { unlink(path.fileName) }
    let end = clock.now
    let predictions = try trained.network.scores(of: trial.test.signals).rowArgmax
    let tested = clock.now
    var outcome = Outcome(
      errors: trial.errors(of: predictions), chosen: choice.hyperparameters.text,
      trainingSeconds: (end - start) / .seconds(1),
      inferenceSeconds: (tested - end) / .seconds(1) / Double(trial.test.count),
      epochs: trained.history.map { TrainingEpoch($0) })
    outcome.choice = choice.quality
    return outcome
  }

  /// Chooses an augmentation at the middle rate, then a rate for it: of fewest misclassified images held out, and of equals the first.
  private func choose(_ samples: LabelledSignals, _ trial: FewLabelTrial) throws -> NetworkChoice {
    let search = try NetworkSearch(samples, trial, effort: effort) { parallel throws(NetworkError) in
      try network(of: trial, parallel)
    }
    let first = try search.best(of: TrainingHyperparameters.augmentations)
    return try search.best(of: first.hyperparameters.otherRates, or: first)
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
