import ArgumentParser
import Files
import Scattering

/// `scatter features INPUT... -o OUT`.
struct FeaturesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "features",
    abstract: "Compute scattering features of images and write them to a file.",
    discussion: """
      Inputs are images (PNG, JPEG, TIFF, GIF, BMP, WebP, and PBM, PGM, PPM, PAM, PFM), arrays (.npy, .npz, IDX and IDX.gz; the last \
      two axes are the image, the others are batch), and folders, which are searched for these in bytewise order of their paths. Of an \
      .npz with several arrays FILE.npz:NAME is one. The pages of a TIFF are a batch. Images are turned as their orientation tag says \
      (EXIF and TIFF), and 8- and 16-bit samples are divided so that they lie in [0, 1] (see --rescale); transparency, gamma and colour \
      profiles are ignored.

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

  @OptionGroup var reading: ReadingOptions

  @Option(
    help: """
      What becomes of inputs that cannot be read. fail: none of the others is computed; up to \(FileError.listLimit) of them are named. \
      skip: they get no row; the feature file and the messages name them. record: so, and a table of what failed and why goes to \
      OUT.failures.csv, though nothing fails. Both read every input once more. Inputs of another size are no such: see --resize.
      """)
  var onError = OnError.fail

  @Option(help: "The numbers computed and written.")
  var precision = Precision.float

  @OptionGroup(title: "The machine") var machine: MachineOptions
  @OptionGroup(title: "The machine") var fourier: FourierOptions
  @OptionGroup(title: "Messages") var messages: Messages

  func validate() throws {
    guard let shape = reading.resize?.shape else { return }
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

/// What becomes of inputs that cannot be read.
enum OnError: String, CaseIterable, ExpressibleByArgument { case fail, skip, record }

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
    let opened = try InputSet(
      paths: command.inputs, options: command.reading.options(color: command.color),
      parallel: machine.parallel, skipsFailures: command.onError != .fail)
    let outputs = format.files(of: command.output) + Self.table(of: command)
    try opened.checkAgainstOverwriting(by: outputs)
    command.messages.report(opened, colorOption: "--color rgb")
    inputs =
      command.onError == .fail
      ? opened : try opened.withoutFailures(as: Sample.self, parallel: machine.parallel)
    let configuration = try command.transform.configuration(of: inputs)
    plan = ScatteringPlan(configuration)
    let batch = FeatureComputation<Sample>.batchSize(
      plan, threads: machine.parallel.threads, count: inputs.count)
    try machine.checkMemory(for: plan, batch: batch, of: Sample.self)
    computation = FeatureComputation(inputs, plan, batch: batch)
  }

  /// The path of the table of failures, where one is wanted.
  private static func table(of command: FeaturesCommand) -> [String] {
    command.onError == .record ? [FailureTable.path(of: command.output)] : []
  }

  private func makeTransform(_ planner: Planner) -> ScatteringTransform<Sample> {
    ScatteringTransform(
      plan.configuration, parallel: command.machine.parallel, rigor: command.machine.rigor, planner: planner)
  }

  func run() throws {
    let start = ContinuousClock.now
    let format = try FeatureFormat(path: command.output)
    let metadata = computation.metadata(toolVersion: "swift-scattering \(Scatter.version)")
    let table = try Self.table(of: command).map { path throws(FileError) in try AtomicFile(path) }
    let writer = try format.makeWriter(command.output, metadata: metadata, of: Sample.self)
    let planner = command.machine.planner(
      command.messages, for: plan, signalCount: inputs.count, mkl: command.fourier.mkl)
    let progress = Progress(isShown: command.messages.showsProgress)
    do {
      defer { progress.finish() }
      let parallel = command.machine.parallel
      try computation.run(
        to: writer, by: { makeTransform(planner) }, parallel: parallel,
        progress: { progress.update($0, of: inputs.count, "images") })
      for file in table { try FailureTable.append(inputs.failures, to: file) }
      try writer.finish()
      try AtomicFile.finish(table)
    }
    reportFailures()
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    let planes = metadata.framesPerEntry == 1 ? "" : " in \(metadata.framesPerEntry) planes"
    let axes = metadata.arrayShape.map(String.init).joined(separator: " x ")
    command.messages.logger.info(
      """
      \(command.output): \(grouped(metadata.entryCount)) images of \(inputs.shape)\(planes), \
      \(grouped(plan.paths.count)) features each of \(plan.outputShape), as \(Sample.name) [\(axes)], in \(seconds.rounded(toPlaces: 2)) s
      """)
    reportSearch(planner)
  }

  /// Says which inputs have no row.
  private func reportFailures() {
    let failures = inputs.failures
    guard !failures.isEmpty else { return }
    let (logger, limit) = (command.messages.logger, FileError.listLimit)
    if command.onError == .skip {
      for failure in failures.prefix(limit) { logger.warning("\(failure.error)") }
      if failures.count > limit { logger.warning("and \(grouped(failures.count - limit)) more") }
    }
    let inputs = failures.count == 1 ? "1 input was" : "\(grouped(failures.count)) inputs were"
    let place = Self.table(of: command).first.map { ": \($0) says why" } ?? ""
    logger.warning("\(inputs) left out\(place)")
  }

  private func reportSearch(_ planner: Planner) {
    if planner.searchTimeLeft == .zero {
      let sides = plan.grid.dimensions.map(String.init).joined(separator: " x ")
      command.messages.logger.info(
        """
        The search for fast transforms of \(sides) samples was cut short: with --rigor measure once, later runs are faster.
        """)
    }
  }
}
