import Files
import Foundation
import Learning
import Networks
import Scattering

/// A network that is trained from new weights in every round; on top of scattering or on the images themselves.
///
/// Learning rate, weight decay and augmentation are chosen by the mistakes on one fold held out, after the whole course of a
/// training; a setting that diverges is not chosen. The number of epochs is fixed by the number of images (`TrainingEffort`).
public struct NetworkContestant: Contestant {
  public let name: String
  public let family: ContestantFamily
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
    name: String, family: ContestantFamily, detail: String, architecture: NetworkDescription,
    scattering: ScatteringTransform<Float>? = nil, effort: TrainingEffort, checkpointFolder: String? = nil
  ) throws(NetworkError) {
    (self.name, self.family, self.detail) = (name, family, detail)
    (self.architecture, self.scattering) = (architecture, scattering)
    (self.effort, self.checkpointFolder) = (effort, checkpointFolder)
    parameterCount = try Network(architecture, seed: 0, scattering: scattering).parameterCount
  }

  public var dimension: Int? { nil }
  public var candidateCount: Int { TrainingHyperparameters.standard.count }

  public var identity: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    // Plain data, which JSON can always say.
    let nodes = String(decoding: try! encoder.encode(architecture), as: UTF8.self)
    let transform = scattering.map { String(decoding: try! encoder.encode($0.configuration), as: UTF8.self) }
    let candidates = TrainingHyperparameters.standard.map(\.text).joined(separator: "; ")
    return "\(nodes) on \(transform ?? "images"), \(effort), \(candidates)"
  }

  public func compete(_ round: FewLabelRound) throws -> Outcome {
    let clock = ContinuousClock()
    let start = clock.now
    let samples = round.train.selecting(round.places)
    let candidate = try choose(samples, round)
    let settings = effort.settings(candidate, count: samples.count, seed: round.seed)
    let trained = try Trainer(settings, parallel: round.parallel).train(
      network(of: round, round.parallel), on: samples, checkpoint: checkpoint(of: round))
    if let path = checkpoint(of: round) { unlink(path) }
    let end = clock.now
    let predictions = try trained.network.scores(of: round.test.signals).largestColumns
    let tested = clock.now
    return Outcome(
      error: round.error(of: predictions), chosen: candidate.text,
      trainingSeconds: (end - start) / .seconds(1),
      inferenceSeconds: (tested - end) / .seconds(1) / Double(round.test.count),
      epochs: trained.history.map { TrainingEpoch($0) })
  }

  /// The setting of fewest mistakes on the images held out; of equals the first. Settings are trained side by side, a thread each:
  /// a small network gains little from dealing each step to several.
  private func choose(_ samples: LabelledSignals, _ round: FewLabelRound) throws -> TrainingHyperparameters {
    let looked =
      samples.count > round.tuning.sampleLimit
      ? samples.selecting(
        try StratifiedSplit(labels: samples.labels, seed: round.seed).subset(count: round.tuning.sampleLimit))
      : samples
    let fold = try StratifiedSplit.folds(labels: looked.labels, count: round.tuning.folds, seed: round.seed)[
      0]
    let (training, validation) = (looked.selecting(fold.train), looked.selecting(fold.heldOut))
    let candidates = TrainingHyperparameters.standard
    let outcomes = try round.parallel.map(candidates.count) { place in
      try mistakes(candidates[place], training: training, validation: validation, round)
    }
    var best: (candidate: TrainingHyperparameters, mistakes: Int)?
    var failure: NetworkError?
    for (candidate, outcome) in zip(candidates, outcomes) {
      switch outcome {
      case .success(let mistakes): if mistakes < best?.mistakes ?? .max { best = (candidate, mistakes) }
      case .failure(let error): failure = error
      }
    }
    guard let best else { throw failure! }
    return best.candidate
  }

  /// The mistakes of one of the settings that are tried side by side; a failure if it diverges.
  private func mistakes(
    _ candidate: TrainingHyperparameters, training: LabelledSignals, validation: LabelledSignals,
    _ round: FewLabelRound
  ) throws -> Result<Int, NetworkError> {
    let trainer = Trainer(
      effort.settings(candidate, count: training.count, seed: round.seed),
      featureLimit: Trainer.standardFeatureLimit / min(candidateCount, round.parallel.threads),
      parallel: Parallel(threads: 1))
    do {
      let network = try trainer.train(network(of: round, trainer.parallel), on: training).network
      let predictions = try network.scores(of: validation.signals).largestColumns
      return .success(zip(predictions, validation.labels).count { $0 != $1 })
    } catch let error as NetworkError {
      guard case .diverged = error else { throw error }
      return .failure(error)
    }
  }

  /// The network with the weights that it begins with.
  private func network(of round: FewLabelRound, _ parallel: Parallel) throws(NetworkError) -> Network {
    try Network(architecture, seed: round.seed, scattering: scattering, parallel: parallel)
  }

  /// The file of this training alone.
  private func checkpoint(of round: FewLabelRound) -> String? {
    checkpointFolder.map { folder in
      let images = round.places.withUnsafeBytes { sha256($0) }
      let words = Array("\(identity) \(round.seed) \(images)".utf8).withUnsafeBytes { sha256($0) }
      return "\(folder)/.\(words.prefix(16)).training"
    }
  }
}
