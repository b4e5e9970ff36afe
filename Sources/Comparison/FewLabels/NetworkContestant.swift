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
  public var candidateCount: Int { TrainingCandidate.standard.count }

  public var identity: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    // Plain data, which JSON can always say.
    let nodes = String(decoding: try! encoder.encode(architecture), as: UTF8.self)
    let transform = scattering.map { String(decoding: try! encoder.encode($0.configuration), as: UTF8.self) }
    let candidates = TrainingCandidate.standard.map(\.words).joined(separator: "; ")
    return "\(nodes) on \(transform ?? "images"), \(effort), \(candidates)"
  }

  public func compete(_ round: FewLabelRound) throws -> Outcome {
    let clock = ContinuousClock()
    let start = clock.now
    let samples = round.train.selecting(round.places)
    let candidate = try choose(samples, round)
    let trained = try train(candidate, on: samples, round, checkpoint: checkpoint(of: round))
    if let path = checkpoint(of: round) { unlink(path) }
    let end = clock.now
    let predictions = try trained.network.scores(of: round.test.signals).largestPlaces
    let tested = clock.now
    return Outcome(
      error: round.error(of: predictions), chosen: candidate.words,
      trainingSeconds: (end - start) / .seconds(1),
      inferenceSeconds: (tested - end) / .seconds(1) / Double(round.test.count),
      epochs: trained.history.map { TrainingEpoch($0) })
  }

  /// The setting of fewest mistakes on the images held out; of equals the first.
  private func choose(_ samples: LabelledSignals, _ round: FewLabelRound) throws -> TrainingCandidate {
    let looked =
      samples.count > round.tuning.sampleLimit
      ? samples.selecting(
        try StratifiedSplit(labels: samples.labels, seed: round.seed).subset(count: round.tuning.sampleLimit))
      : samples
    let fold = try StratifiedSplit.folds(labels: looked.labels, count: round.tuning.folds, seed: round.seed)[
      0]
    let (training, validation) = (looked.selecting(fold.train), looked.selecting(fold.heldOut))
    var best: (candidate: TrainingCandidate, mistakes: Int)?
    var failure: NetworkError?
    for candidate in TrainingCandidate.standard {
      do {
        let network = try train(candidate, on: training, round, checkpoint: nil).network
        let predictions = try network.scores(of: validation.signals).largestPlaces
        let mistakes = zip(predictions, validation.labels).count { $0 != $1 }
        if mistakes < best?.mistakes ?? .max { best = (candidate, mistakes) }
      } catch let error as NetworkError {
        guard case .diverged = error else { throw error }
        failure = error
      }
    }
    guard let best else { throw failure! }
    return best.candidate
  }

  private func train(
    _ candidate: TrainingCandidate, on samples: LabelledSignals, _ round: FewLabelRound, checkpoint: String?
  ) throws -> TrainedNetwork {
    let network = try Network(
      architecture, seed: round.seed, scattering: scattering, parallel: round.parallel)
    let settings = effort.settings(candidate, count: samples.count, seed: round.seed)
    return try Trainer(settings, parallel: round.parallel).train(network, on: samples, checkpoint: checkpoint)
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

extension TrainingEpoch {
  init(_ record: TrainingRecord) {
    self.init(
      loss: record.loss, trainAccuracy: record.trainAccuracy, validationAccuracy: record.validationAccuracy,
      seconds: record.seconds)
  }
}
