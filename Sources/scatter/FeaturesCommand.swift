import ArgumentParser
import Files
import Scattering

/// `scatter features INPUT... -o OUT`.
struct FeaturesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "features",
    abstract: "Compute scattering features of images and write them to a file.",
    discussion: """
      Inputs are images (PNG, JPEG, TIFF, PGM, PPM), arrays (.npy, IDX and IDX.gz; the last two axes are the image, the \
      others are batch), and folders, which are searched for these in bytewise order of their paths. 8- and 16-bit \
      images are scaled to [0, 1].

      The output's extension decides its format: .npz (all in one file), .npy or .csv (with a .json next to it that names \
      the features). The array is [batch..., path, row, column]; every feature has a name, see 'scatter info'.
      """)

  @Argument(help: ArgumentHelp("Images, arrays and folders.", valueName: "input"), completion: .file())
  var inputs: [String]

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The feature file: .npz, .npy or .csv.", valueName: "file"),
    completion: .file(extensions: ["npz", "npy", "csv"]))
  var output: String

  @OptionGroup(title: "The transform") var transform: TransformOptions

  @Option(help: "gray: one image. rgb: a batch axis of 3.")
  var color = ColorMode.gray

  @Option(help: ArgumentHelp("Resample every image to this size, such as 64x64.", valueName: "HxW"))
  var resize: ImageSize?

  @Option(help: "The numbers computed and written.")
  var precision = Precision.float

  @OptionGroup(title: "The machine") var machine: MachineOptions
  @OptionGroup(title: "The machine") var fourier: FourierOptions
  @OptionGroup(title: "Messages") var messages: Messages

  func validate() throws {
    guard let shape = resize?.shape else { return }
    _ = try ofOptions { () throws(ScatteringError) in try transform.configuration(for: shape) }
  }

  func run() throws {
    switch precision {
    case .float: try FeatureRun<Float>(self).run()
    case .double: try FeatureRun<Double>(self).run()
    }
  }
}

/// `float` or `double`.
enum Precision: String, CaseIterable, ExpressibleByArgument { case float, double }

extension ColorMode: ExpressibleByArgument {}

/// The run from files to a feature file.
private struct FeatureRun<Sample: ScatteringScalar> {
  private let command: FeaturesCommand
  private let inputs: InputSet
  private let plan: ScatteringPlan
  private let computation: FeatureComputation<Sample>

  init(_ command: FeaturesCommand) throws {
    self.command = command
    let format = try FeatureFormat(path: command.output)
    let machine = command.machine
    inputs = try InputSet(
      paths: command.inputs, options: InputOptions(color: command.color, resize: command.resize?.shape),
      parallel: machine.parallel)
    try inputs.checkAgainstOverwriting(by: format.files(of: command.output))
    let configuration = try command.transform.configuration(of: inputs)
    plan = ScatteringPlan(configuration)
    let batch = FeatureComputation<Sample>.batchSize(
      plan, threads: machine.parallel.threads, count: inputs.count)
    try machine.checkMemory(for: plan, batch: batch, of: Sample.self)
    computation = FeatureComputation(inputs, plan, batch: batch)
  }

  private func makeTransform(_ planner: Planner) -> ScatteringTransform<Sample> {
    ScatteringTransform(
      plan.configuration, parallel: command.machine.parallel, rigor: command.machine.rigor, planner: planner)
  }

  func run() throws {
    let start = ContinuousClock.now
    let format = try FeatureFormat(path: command.output)
    let metadata = computation.metadata(toolVersion: "swift-scattering \(Scatter.version)")
    let writer = try format.makeWriter(command.output, metadata: metadata, of: Sample.self)
    let planner = command.machine.planner(
      command.messages, for: plan, signalCount: inputs.count, mkl: command.fourier.mkl)
    let progress = Progress(isShown: command.messages.showsProgress)
    do {
      defer { progress.finish() }
      try computation.run(to: writer) {
        makeTransform(planner)
      } progress: {
        progress.update($0, of: inputs.count, "images")
      }
      try writer.finish()
    }
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    let axes = metadata.arrayShape.map(String.init).joined(separator: " x ")
    command.messages.logger.info(
      """
      \(command.output): \(grouped(inputs.count)) images of \(inputs.shape), \(grouped(plan.paths.count)) features \
      each of \(plan.outputShape), as \(Sample.name) [\(axes)], in \(seconds.rounded(toPlaces: 2)) s
      """)
    if planner.searchTimeLeft == .zero {
      let sides = plan.grid.dimensions.map(String.init).joined(separator: " x ")
      command.messages.logger.info(
        """
        The search for fast transforms of \(sides) samples was cut short: with --rigor measure once, later runs are faster.
        """)
    }
  }
}
