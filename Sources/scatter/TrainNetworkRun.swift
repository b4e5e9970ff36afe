import Files
import Foundation
import Learning
import Networks
import Scattering

/// From a data set to a trained network.
struct TrainNetworkRun {
  private let command: TrainNetworkCommand
  private let dataset: Dataset
  private let network: Network

  init(_ command: TrainNetworkCommand) throws {
    self.command = command
    dataset = try command.data.open()
    for part in [dataset.train, dataset.test].compactMap(\.self) {
      try part.inputs.checkAgainstOverwriting(by: [command.output, Self.checkpoint(of: command.output)])
    }
    let (inputs, settings) = (dataset.train.inputs, command.training.settings)
    try ofOptions { () throws(NetworkError) in try settings.check(input: [1] + inputs.shape.dimensions) }
    network = try command.architecture.network(
      shape: dataset.shape, classCount: dataset.classNames.count, seed: command.training.seed,
      parallel: command.machine.parallel
    ) {
      ScatteringTransform(
        try command.transform.configuration(of: inputs), parallel: command.machine.parallel,
        rigor: command.machine.rigor, planner: command.machine.planner(command.messages))
    }
  }

  /// Where the training is kept.
  private static func checkpoint(of path: String) -> String { path + ".training" }

  func run() throws {
    let start = ContinuousClock.now
    // Opened first, so that a folder that takes no file is known before the work and not after.
    try AtomicFile(command.output).cancel()
    let split = try dataset.split(testShare: command.data.testShare, seed: command.training.seed)
    let (samples, validation) = try divide(split.train)
    tell(samples, validation, split)
    let trained = try train(samples, validation)
    let errors = zip(try trained.network.scores(of: split.test.signals).largestColumns, split.test.labels)
    let share = Double(errors.count { $0 != $1 }) / Double(split.test.count)
    try trained.network.save(to: command.output)
    try? FileManager.default.removeItem(atPath: Self.checkpoint(of: command.output))
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    command.messages.logger.info(
      """
      \(command.output): \(network.name), the parameters of epoch \(trained.bestEpoch) of \(trained.history.count); \
      \((share * 100).rounded(toPlaces: 2)) % of \(grouped(split.test.count)) test images wrong, in \(seconds.rounded(toPlaces: 1)) s
      """)
  }

  /// What is trained on, and what chooses the epoch.
  private func divide(_ train: LabelledSignals) throws -> (LabelledSignals, LabelledSignals?) {
    let share = command.training.validationShare
    guard share > 0 else { return (train, nil) }
    let split = StratifiedSplit(labels: train.labels, seed: command.training.seed)
    let partition = try split.partition(testShare: share)
    return (train.selecting(partition.train), train.selecting(partition.heldOut))
  }

  private func tell(_ samples: LabelledSignals, _ validation: LabelledSignals?, _ split: DatasetSplit) {
    let held = validation.map { ", \(grouped($0.count)) to choose the epoch by" } ?? ""
    command.messages.logger.info(
      """
      \(network.name) of \(grouped(network.parameterCount)) parameters; \(grouped(samples.count)) images to train on\(held); \
      tested on \(split.description)
      """)
    if FileManager.default.fileExists(atPath: Self.checkpoint(of: command.output)) {
      command.messages.logger.info("going on from \(Self.checkpoint(of: command.output))")
    }
  }

  private func train(_ samples: LabelledSignals, _ validation: LabelledSignals?) throws -> TrainedNetwork {
    let bar = EpochBar(isShown: command.messages.showsProgress)
    defer { bar.finish() }
    let trainer = Trainer(command.training.settings, parallel: command.machine.parallel)
    return try trainer.train(
      network, on: samples, validation: validation, checkpoint: Self.checkpoint(of: command.output),
      progress: bar.update)
  }
}
