import Arrays
import Foundation
import Learning
import Numerical

/// One training from its first epoch, or from a checkpoint, to its end.
final class TrainingRun {
  /// What is drawn, as the first word of the seed of each generator; 0 draws weights.
  private enum Draw: UInt64 {
    case order = 1
    case step, image
  }

  /// Parameters at the end of an epoch.
  private struct Best {
    var epoch: Int
    var accuracy: Double
    var arrays: [NetworkArray]
  }

  private let network: Network
  private let description: NetworkDescription
  private let settings: TrainingSettings
  private let samples: TrainingSet
  private let validation: TrainingSet?
  private let torch: TorchNetwork<Float>
  private let statistics: NormalisationStatistics
  private var history: [TrainingRecord] = []
  private var best: Best?
  private let start = ContinuousClock.now
  private var stepsDone = 0

  init(
    _ network: Network, _ samples: LabelledSignals, _ validation: LabelledSignals?,
    settings: TrainingSettings, featureLimit: Int, parallel: Parallel
  ) throws(NetworkError) {
    guard let description = network.description else {
      throw .script(
        network.name, found: "a TorchScript file", expected: "a network of nodes: only those are trained")
    }
    guard samples.count > 0 else {
      throw .outOfRange("training images", found: "none", expected: "at least one")
    }
    (self.network, self.description, self.settings) = (network, description, settings)
    self.samples = try TrainingSet(
      samples, for: network, augmentation: settings.augmentation, featureLimit: featureLimit,
      parallel: parallel)
    if let validation, validation.count > 0 {
      self.validation = try TrainingSet(
        validation, for: network, augmentation: Augmentation(), featureLimit: featureLimit,
        parallel: parallel)
    } else {
      self.validation = nil
    }
    let decays = network.arrays.map { $0.dimensions.count > 1 ? settings.weightDecay : 0 }
    torch = try TorchNetwork(description, network.arrays, decays: decays, threads: parallel.threads)
    statistics = NormalisationStatistics(description, torch, self.samples)
    try torch.prepare(settings)
  }

  /// The most training images by whose statistics the network is normalised when an epoch is validated; the network that is kept is normalised by those of all.
  private static let validationLimit = 4096

  /// Whether all epochs are done, or so many brought nothing that patience is out.
  var isFinished: Bool {
    if history.count >= settings.epochs { return true }
    guard let patience = settings.patience, let best else { return false }
    return history.count - best.epoch >= patience
  }

  /// The steps of one pass over the training images.
  private var passCount: Int { settings.stepsOfPass(samples.count) }
  /// The steps of an epoch.
  private var stepCount: Int { passCount * settings.passes }

  func runEpoch(progress: (TrainingProgress) -> Void, checkCancellation: () throws -> Void) throws {
    let (start, epoch) = (ContinuousClock.now, history.count)
    var sums = EpochSums()
    for pass in 0..<settings.passes {
      let order = order(pass: epoch * settings.passes + pass)
      for step in 0..<passCount {
        try checkCancellation()
        let range = (samples.count * step / passCount)..<(samples.count * (step + 1) / passCount)
        let step = pass * passCount + step
        sums.add(try run(order[range], epoch: epoch, step: step), count: range.count)
        stepsDone += 1
        progress(state(sums, epoch: epoch, step: step))
      }
    }
    try finishEpoch(epoch, sums, seconds: (ContinuousClock.now - start).inSeconds)
  }

  /// The order of the images in a pass, which counts from 0 over all epochs.
  private func order(pass: Int) -> [Int] {
    var generator = SeededGenerator(seed: settings.seed, words: [Draw.order.rawValue, UInt64(pass)])
    return Array(0..<samples.count).shuffled(using: &generator)
  }

  private func run(_ chosen: ArraySlice<Int>, epoch: Int, step: Int) throws(NetworkError) -> StepOutcome {
    let passed = Double(epoch) + Double(step) / Double(stepCount)
    let rate = settings.rate.value(after: passed, of: settings.epochs)
    let (seed, pass) = (settings.seed, UInt64(epoch * settings.passes + step / passCount))
    let inputs = samples.inputs(chosen) { image in
      SeededGenerator(seed: seed, words: [Draw.image.rawValue, pass, UInt64(image)])
    }
    let outcome = try torch.step(
      inputs, labels: chosen.map { samples.labels[$0] }, rate: rate, number: epoch * stepCount + step + 1,
      seed: SeededGenerator.hash(seed: seed, words: [Draw.step.rawValue, pass, UInt64(step % passCount)]))
    guard outcome.loss.isFinite, outcome.jacobian.isFinite else {
      throw .diverged(epoch: epoch + 1, step: step + 1, rate: settings.rate.initial)
    }
    return outcome
  }

  private func state(_ sums: EpochSums, epoch: Int, step: Int) -> TrainingProgress {
    let left = (settings.epochs - epoch) * stepCount - step - 1
    let pace = (ContinuousClock.now - start).inSeconds / Double(stepsDone)
    return TrainingProgress(
      epoch: epoch + 1, epochs: settings.epochs, step: step + 1, steps: stepCount, loss: sums.loss,
      accuracy: sums.accuracy, validationAccuracy: history.last?.validationAccuracy,
      secondsLeft: pace * Double(left))
  }

  private func finishEpoch(_ epoch: Int, _ sums: EpochSums, seconds: Double) throws(NetworkError) {
    // What nobody evaluates needs no statistics.
    if validation != nil || epoch + 1 == settings.epochs {
      try statistics.update(limit: Self.validationLimit)
    }
    let arrays = try torch.arrays(like: network.arrays)
    guard arrays.allSatisfy({ $0.elements.allSatisfy(\.isFinite) }) else {
      throw .diverged(epoch: epoch + 1, step: stepCount, rate: settings.rate.initial)
    }
    let accuracy = try validation.map { part throws(NetworkError) in try self.accuracy(on: part) }
    history.append(
      TrainingRecord(
        loss: sums.loss, trainAccuracy: sums.accuracy, validationAccuracy: accuracy,
        jacobian: settings.jacobian == nil ? nil : sums.jacobian, seconds: seconds))
    if let accuracy, accuracy <= best?.accuracy ?? -1 { return }
    best = Best(epoch: epoch + 1, accuracy: accuracy ?? 0, arrays: arrays)
  }

  /// The share of a part that is right.
  private func accuracy(on part: TrainingSet) throws(NetworkError) -> Double {
    let classes = network.classCount
    var correct = 0
    for range in Network.batches(part.count) {
      let scores = try torch.evaluate(description.nodes.count - 1, size: classes, at: part.inputs(range))
      let found = Matrix(scores, rows: range.count, columns: classes)
      correct += range.count { Int64(found.row($0 - range.lowerBound).largestIndex) == part.labels[$0] }
    }
    return Double(correct) / Double(part.count)
  }

  /// The network of the best epoch, normalised by the statistics of all training images.
  func result() throws(NetworkError) -> TrainedNetwork {
    for (index, array) in best!.arrays.enumerated() {
      try torch.call { $0.write_tensor($1, index, array.elements) }
    }
    if samples.count > Self.validationLimit { try statistics.update() }
    let network = try Network(
      description, arrays: try torch.arrays(like: best!.arrays), scattering: network.scattering,
      parallel: network.parallel)
    return TrainedNetwork(network: network, history: history, bestEpoch: best!.epoch)
  }
}

extension TrainingRun {
  /// Everything that the rest of the training depends on.
  func checkpoint() throws(NetworkError) -> Checkpoint {
    var checkpoint = Checkpoint(
      description, scattering: network.scattering?.configuration,
      arrays: try torch.arrays(like: network.arrays))
    checkpoint.training = Checkpoint.Training(
      settings: settings, digest: digest, history: history, bestEpoch: best!.epoch,
      bestAccuracy: best!.accuracy)
    checkpoint.state = try torch.state(of: network.arrays)
    checkpoint.best = best!.arrays
    return checkpoint
  }

  /// Goes on from a checkpoint.
  /// - Throws: `NetworkError.otherTraining` unless it is one of this training.
  func resume(from checkpoint: Checkpoint, path: String) throws(NetworkError) {
    guard checkpoint.description == description, checkpoint.scattering == network.scattering?.configuration
    else {
      throw .otherTraining(
        path, found: "a checkpoint of \(checkpoint.description.name)",
        expected: "one of the same \(description.name)")
    }
    guard let training = checkpoint.training else {
      throw .otherTraining(
        path, found: "a network without its training", expected: "a checkpoint of a training")
    }
    guard training.settings == settings else {
      throw .otherTraining(path, found: "a training with other settings", expected: "the same settings")
    }
    guard training.digest == digest else {
      throw .otherTraining(path, found: "a training on other images or labels", expected: "the same data")
    }
    try torch.write(checkpoint.arrays, state: checkpoint.state)
    history = training.history
    best = Best(epoch: training.bestEpoch, accuracy: training.bestAccuracy, arrays: checkpoint.best)
  }

  /// Identifies the data of this training.
  private var digest: String { samples.digest + (validation?.digest ?? "") }
}

/// Sums over the steps of an epoch.
struct EpochSums {
  private var count = 0
  private var lossSum = 0.0
  private var jacobianSum = 0.0
  private var correct = 0

  mutating func add(_ outcome: StepOutcome, count: Int) {
    self.count += count
    lossSum += outcome.loss * Double(count)
    jacobianSum += outcome.jacobian * Double(count)
    correct += outcome.correct
  }

  var loss: Double { lossSum / Double(count) }
  var jacobian: Double { jacobianSum / Double(count) }
  var accuracy: Double { Double(correct) / Double(count) }
}

extension Duration {
  var inSeconds: Double { self / .seconds(1) }
}

extension ArraySlice<Float> {
  /// The index of the largest element, from the slice's start; the first of equals.
  var largestIndex: Int {
    indices.max { self[$0] < self[$1] || (self[$0] == self[$1] && $0 > $1) }! - startIndex
  }
}
