import ArgumentParser
import Files
import Learning
import Scattering

/// `scatter train FEATURES --labels LABELS -o MODEL`, or with `--folder-labels`.
struct TrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Fit a classifier to features and labels.",
    discussion: """
      Features are a file that 'scatter features' wrote, or a .npy array [samples, path, space...]. A picture in colour is one \
      sample, of all its planes.

      \(LabelOptions.discussion)

      Hyperparameters are chosen by cross-validation on these samples; those given by options are taken as they are. A seed fixes \
      the model, whatever the number of threads.
      """)

  @Argument(help: ArgumentHelp("Features: .npz, .npy or .csv.", valueName: "features"), completion: .file())
  var features: String

  @OptionGroup(title: "The labels") var labels: LabelOptions

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The model to write.", valueName: "file"), completion: .file())
  var output: String

  @OptionGroup(title: "The classifier") var options: LearnerOptions

  @Option(help: ArgumentHelp("Threads; one a core by default.", valueName: "n"))
  var threads: Int?

  @OptionGroup(title: "Messages") var messages: Messages

  func validate() throws {
    guard labels.source != nil else {
      throw ValidationError("The classes are missing: --labels or --folder-labels says them.")
    }
    if let threads { try check("--threads", threads, in: MachineOptions.threadRange) }
  }

  func run() throws { try TrainRun(self).run() }
}

/// The run from features and labels to a model file.
private struct TrainRun {
  private let command: TrainCommand
  private let table: FeatureTable
  private let labels: Labels
  private let learner: PipelineLearner
  private let parallel: Parallel

  init(_ command: TrainCommand) throws {
    self.command = command
    table = try FeatureTable(path: command.features)
    guard let labels = try command.labels.read(for: table, at: command.features, command.messages) else {
      preconditionFailure("validated without labels")
    }
    self.labels = labels
    learner = PipelineLearner(
      steps: command.options.steps, pathWidth: table.pathWidth, learner: try command.options.learner)
    parallel = Parallel(threads: command.threads ?? Parallel.coreCount)
  }

  func run() throws {
    let start = ContinuousClock.now
    let samples = LabelledVectors(table.vectors, labels: labels.values, classCount: labels.classCount)
    let choice = try choose(samples)
    let pipeline = try ofFeatures { () throws(LearningError) in
      try learner.fit(samples, candidate: choice.candidate, parallel: parallel)
    }
    let model = StoredModel(
      toolVersion: "swift-scattering \(Scatter.version)", learner: learner.name, pipeline: pipeline,
      classNames: labels.classNames, choice: choice, sampleCount: samples.count, axes: table.axes,
      configurationHash: table.configurationHash, configuration: table.configuration,
      reading: table.reading)
    try model.write(to: command.output)
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    command.messages.logger.info(
      """
      \(command.output): \(learner.name), \(choice.hyperparameters), fitted to \(grouped(samples.count)) samples of \
      \(grouped(samples.vectors.columns)) numbers and \(labels.classCount) classes in \(seconds.rounded(toPlaces: 1)) s
      """)
  }

  private func choose(_ samples: LabelledVectors) throws -> HyperparameterChoice {
    let crossValidation = try command.options.crossValidation
    let progress = Progress(isShown: command.messages.showsProgress && learner.candidateCount > 1)
    defer { progress.finish() }
    let choice = try ofFeatures { () throws(LearningError) in
      try crossValidation.choose(learner, for: samples, parallel: parallel) { done, folds in
        progress.update(done, of: folds, "folds")
      }
    }
    progress.finish()
    if choice.folds > 0 { report(choice) }
    return choice
  }

  /// Logs every candidate with its error, and the one chosen.
  private func report(_ choice: HyperparameterChoice) {
    for (index, candidate) in choice.candidates.enumerated() {
      let note = index == choice.candidate ? ", chosen" : ""
      command.messages.logger.info("\(candidate.hyperparameters): \(percent(candidate.error ?? 0))\(note)")
    }
    command.messages.logger.info(
      """
      error of \(choice.hyperparameters) by cross-validation: \(percent(choice.error ?? 0)) of \(grouped(choice.samples)) samples in \
      \(choice.folds) folds
      """)
  }

  /// Failures in the name of the features, classes by their names.
  private func ofFeatures<Result>(_ make: () throws(LearningError) -> Result) throws -> Result {
    do throws(LearningError) {
      return try make()
    } catch {
      if case .singleSample(let number) = error {
        throw FileError(
          .badData, command.labels.path(orOf: command.features),
          found: "one sample of class \"\(labels.classNames[number])\"",
          expected: "two at least to choose hyperparameters by cross-validation, or fixed ones by options")
      }
      throw FileError(
        learning: error,
        at: error.isOfLabels ? command.labels.path(orOf: command.features) : command.features)
    }
  }
}

extension LearningError {
  /// Whether the labels are to blame, and not the samples.
  fileprivate var isOfLabels: Bool {
    switch self {
    case .oneClass, .emptyClass, .singleSample, .mismatchedCount: true
    default: false
    }
  }
}
