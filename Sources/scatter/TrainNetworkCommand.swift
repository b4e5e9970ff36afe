import ArgumentParser
import Files
import Foundation
import Learning
import Networks
import Scattering

/// `scatter train-network DATASET -o NETWORK`.
struct TrainNetworkCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train-network",
    abstract: "Train a network on labelled images, on top of scattering or without it.",
    discussion: """
      The network is written to a file that 'scatter stability --network' takes. After every epoch the training is kept in \
      NETWORK.training: a run that was interrupted or killed goes on from there, to the same network as if it had never \
      stopped. Where the data set has test images, the network is asked them once, at the end.

      Needs libtorch: .ci/install --networks && swift build -c release.
      """)

  @OptionGroup(title: "The data") var data: DatasetOptions

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The network to write.", valueName: "file"), completion: .file())
  var output: String

  @OptionGroup(title: "The network") var architecture: ArchitectureOptions
  @OptionGroup(title: "The training") var training: TrainingOptions
  @OptionGroup(title: "Scattering, where it comes first") var transform: TransformOptions
  @OptionGroup(title: "The machine") var machine: MachineOptions
  @OptionGroup(title: "Messages") var messages: Messages

  func run() throws { try TrainNetworkRun(self).run() }
}

/// The run from a data set to a trained network.
struct TrainNetworkRun {
  private let command: TrainNetworkCommand
  private let split: DatasetSplit
  private let network: Network

  init(_ command: TrainNetworkCommand) throws {
    self.command = command
    let machine = command.machine
    let dataset = try command.data.open(machine.parallel)
    for part in [dataset.train, dataset.test].compactMap(\.self) {
      try part.inputs.checkAgainstOverwriting(by: [command.output, Self.checkpoint(of: command.output)])
      command.messages.report(part.inputs)
    }
    let inputs = dataset.train.inputs
    try inputs.checkAreImages(for: "train-network")
    // Any number of images: only the course depends on it, which has been checked.
    let settings = command.training.settings(count: 1)
    try ofOptions { () throws(NetworkError) in try settings.check(input: [1] + inputs.shape.dimensions) }
    // Opened and read first, so that a folder that takes no file and damaged images are known before the work and not after.
    try AtomicFile(command.output).cancel()
    let split = try dataset.split(testShare: command.data.testShare, seed: command.training.seed)
    network = try command.architecture.network(
      shape: dataset.shape, classCount: dataset.classNames.count, seed: command.training.seed,
      parallel: machine.parallel
    ) {
      let configuration = try command.transform.configuration(of: inputs)
      let planner = machine.planner(
        command.messages, for: ScatteringPlan(configuration),
        signalCount: split.train.count + split.test.count)
      return ScatteringTransform(
        configuration, parallel: machine.parallel, rigor: machine.rigor, planner: planner)
    }
    self.split = split
  }

  /// Where the training is kept.
  private static func checkpoint(of path: String) -> String { path + ".training" }

  func run() throws {
    let start = ContinuousClock.now
    let (samples, validation) = try divide(split.train)
    let settings = command.training.settings(count: samples.count)
    report(samples, validation, settings)
    let trained = try train(samples, validation, settings)
    let errors = zip(try trained.network.scores(of: split.test.signals).rowArgmax, split.test.labels)
    let share = Double(errors.count { $0 != $1 }) / Double(split.test.count)
    try trained.network.save(to: command.output)
    unlink(Self.checkpoint(of: command.output).fileName)
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    command.messages.logger.info(
      """
      \(command.output): \(network.name), the parameters of epoch \(trained.bestEpoch) of \(trained.history.count); \
      \((share * 100).rounded(toPlaces: 2)) % of \(grouped(split.test.count)) test images wrong, in \(seconds.rounded(toPlaces: 1)) s
      """)
    warn(trained, error: share)
  }

  /// Warns where what was learned is not what is tested.
  private func warn(_ trained: TrainedNetwork, error: Double) {
    let alarm = TrainingAlarms.collapse(
      network.name, trainAccuracy: trained.history.map(\.trainAccuracy).max()!, error: error,
      majorityError: TrainingAlarms.majorityError(split.test.labels))
    if let alarm { command.messages.logger.warning("\(alarm)") }
  }

  /// Warns before the work where its course is too short, or few images choose the epoch.
  private func warn(_ settings: TrainingSettings, count: Int, _ validation: LabelledSignals?) {
    let alarms = [
      TrainingAlarms.fewSteps(network.name, steps: settings.stepCount(of: count)),
      validation.flatMap { TrainingAlarms.fewHeldOut(network.name, count: $0.count, what: "the epoch") },
    ]
    for alarm in alarms.compactMap(\.self) { command.messages.logger.warning("\(alarm)") }
  }

  /// What is trained on, and what chooses the epoch.
  private func divide(_ train: LabelledSignals) throws -> (LabelledSignals, LabelledSignals?) {
    let share = command.training.validationShare(of: train.count)
    guard share > 0 else { return (train, nil) }
    let split = StratifiedSplit(labels: train.labels, seed: command.training.seed)
    let partition = try split.partition(testShare: share)
    return (train.selecting(partition.train), train.selecting(partition.heldOut))
  }

  private func report(
    _ samples: LabelledSignals, _ validation: LabelledSignals?, _ settings: TrainingSettings
  ) {
    let held =
      validation.map { ", \(grouped($0.count)) to choose the epoch by" } ?? ", none to choose the epoch by"
    command.messages.logger.info(
      """
      \(network.name) of \(grouped(network.parameterCount)) parameters; \(grouped(samples.count)) images to train on\(held), \
      \(grouped(settings.stepCount(of: samples.count))) steps of at most \(min(settings.batchSize, samples.count)); tested on \(split.description)
      """)
    if FileStatus.exists(Self.checkpoint(of: command.output)) {
      command.messages.logger.info("going on from \(Self.checkpoint(of: command.output))")
    }
    warn(settings, count: samples.count, validation)
  }

  private func train(
    _ samples: LabelledSignals, _ validation: LabelledSignals?, _ settings: TrainingSettings
  ) throws -> TrainedNetwork {
    let progress = Progress(isShown: command.messages.showsProgress)
    defer { progress.finish() }
    let trainer = Trainer(settings, parallel: command.machine.parallel)
    return try trainer.train(
      network, on: samples, validation: validation, checkpoint: Self.checkpoint(of: command.output),
      progress: { state in
        progress.update(
          (state.epoch - 1) * state.steps + state.step, of: state.epochs * state.steps, "steps",
          printsTenths: false)
        if state.step == state.steps { progress.printLine(state.epochText) }
      })
  }
}

extension TrainingProgress {
  /// `epoch 3 of 20: loss 0.1234, accuracy 95.00 %, validation before 94.00 %, 20 s left`.
  fileprivate var epochText: String {
    let validation = validationAccuracy.map { ", validation before \(percent($0))" } ?? ""
    return
      "epoch \(epoch) of \(epochs): loss \(loss.rounded(toPlaces: 4)), accuracy \(percent(accuracy))\(validation), "
      + "\(duration(secondsLeft)) left"
  }
}
