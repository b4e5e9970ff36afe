import ArgumentParser
import Files
import Reports
import Scattering
import Stability
import Theory

/// `scatter stability INPUT... -o OUT.html`.
struct StabilityCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stability",
    abstract:
      "Measure how far deformations move representations, search for worse ones, certify what is found, and write a report.",
    discussion: """
      Deforms images, sounds and other series, or volumes at random, for scattering, the raw samples, the Fourier modulus and the windowed Fourier transform. For \
      scattering it searches for the worst deformation within the same bounds (what is found is a lower bound of the true worst \
      case) and certifies an upper bound for the deformation found, and for that one only: another of the same size may move \
      features further. With --network every layer of a network is compared, searched through its own gradient. Writes a page \
      that opens offline, and with it OUT.json and OUT.csv with every number.

      Inputs are read as 'scatter features' reads them: images of one size (or --resize). One is enough; intervals, and D and G, which \
      compare images, take two. An image that is the same everywhere is left out. A seed fixes every figure, \
      where FFTW plans transforms (see --rigor) only to rounding. \
      With --max-constant, --max-relative or --max-certified the command is a gate: exit code 3 where a figure of scattering is above its \
      limit or not a number, where there is none to judge (one amplitude has no fitted constant, noise has none at all), and where any row \
      is not in order. Every such row is named; the report is written all the same.
      """)

  @Argument(help: ArgumentHelp("Images, arrays and folders.", valueName: "input"), completion: .file())
  var inputs: [String]

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The page to write: .html.", valueName: "file"),
    completion: .file(extensions: ["html"]))
  var output: String

  @OptionGroup(title: "The experiment") var experiment: ExperimentOptions
  @OptionGroup(title: "Networks") var networks: NetworkOptions
  @OptionGroup(title: "The gate") var gate: GateOptions
  @OptionGroup(title: "The transform") var transform: TransformListOptions

  @Option(
    help: """
      gray: one plane. rgb: three, which every field moves together; vectors of all planes are joined, and networks of three \
      channels and programs get them, as [batch, 3, row, column].
      """)
  var color = ColorMode.gray

  @OptionGroup var reading: ReadingOptions

  @OptionGroup(title: "The machine") var machine: MachineOptions
  @OptionGroup(title: "Messages") var messages: Messages

  func validate() throws {
    guard let shape = reading.resize?.shape else { return }
    _ = try ofOptions { () throws(ScatteringError) in try transform.configurations(for: shape) }
  }

  func run() throws { try StabilityRun(self).run() }
}

/// The run from images to a stability report.
struct StabilityRun {
  private let command: StabilityCommand
  private let inputs: InputSet
  private let configurations: [ScatteringConfiguration]
  private let images: Signal<Double>
  private let draw: ImageDraw
  private let facts: RunFacts
  private let networks: [StudiedNetwork]

  init(_ command: StabilityCommand) throws {
    self.command = command
    inputs = try InputSet(
      paths: command.inputs, options: command.reading.options(color: command.color),
      parallel: command.machine.parallel)
    command.messages.report(inputs, colorOption: "--color rgb")
    try inputs.checkAgainstOverwriting(by: ReportFiles(page: command.output).paths)
    let transform = try command.transform.ofAverages(rank: inputs.shape.rank, for: "scatter stability")
    configurations = try transform.configurations(of: inputs)
    for configuration in configurations {
      let plan = ScatteringPlan(configuration)
      try command.machine.checkMemory(for: plan, batch: 1, of: Double.self)
      try Self.checkCertificates(of: plan)
    }
    facts = RunFacts.current(
      threads: command.machine.parallel.threads,
      libtorch: command.networks.files.isEmpty ? nil : try? Libtorch.version())
    draw = try ImageDraw(inputs, count: command.experiment.images, seed: command.experiment.seed)
    images = try draw.read(inputs)
    networks = try command.networks.networks(
      for: images.shape, seed: command.experiment.seed, parallel: command.machine.parallel)
    if let text = draw.text { command.messages.logger.info("\(text); --images takes more") }
  }

  /// Checks that the matrices of a series' averages, which certificates have for each level, are no more than a gigabyte.
  private static func checkCertificates(of plan: ScatteringPlan) throws {
    guard plan.axes.count == 1 else { return }
    let (kept, padded) = (plan.outputShape.count, plan.axes[0].padded)
    let bytes = 2 * Double(kept) * Double(padded) * 8
    guard bytes <= 0x1p30 else {
      throw ValidationError(
        """
        Certificates of series of \(plan.configuration.shape) take \((bytes / 1e9).rounded(toPlaces: 0)) GB of averages at \(grouped(kept)) \
        positions, but at most 1 GB: --window cuts sounds into pieces, a larger -J has fewer positions.
        """)
    }
  }

  func run() throws {
    let report = try ReportFiles(page: command.output).write(command.messages, summary: summary) {
      let report = try assess()
      let page = StabilityPage(report)
      return ([page.html(), page.json(), StabilityTable(report).csv()], report)
    }
    try command.gate.check(report)
  }

  private func assess() throws -> StabilityReport {
    let machine = command.machine
    let progress = Progress(isShown: command.messages.showsProgress)
    defer { progress.finish() }
    let names = draw.names(inputs)
    var settings = command.experiment.settings(
      scales: configurations.map(\.scales).max()!, rank: inputs.shape.rank)
    settings.experiment.hasChannels = command.color == .rgb
    let assessment = try StabilityAssessment(
      configurations, images: images,
      inputs: zip(names, images.digests).map { StabilityInput(name: $0, sha256: $1) }, others: others(),
      settings: settings, parallel: machine.parallel, rigor: machine.rigor,
      planner: machine.planner(
        command.messages, for: ScatteringPlan(configurations.last!), signalCount: images.batchCount))
    for input in assessment.leftOut {
      command.messages.logger.warning(
        "\(input.name) is left out: it is the same everywhere, and no deformation changes it")
    }
    var report = try assessment.run(
      version: Scatter.version,
      estimated: command.messages.showsProgress
        ? { estimate in
          command.messages.logger.info("\(text(of: estimate))")
          progress.restart()
        } : nil
    ) { progress.update($0.done, of: $0.total, $0.stage) }
    report.parameters.availableImageCount = draw.available
    report.parameters.color = command.color.rawValue
    report.run = facts
    return report
  }

  /// `about 40 s`, and what would make it less.
  private func text(of estimate: RunEstimate) -> String {
    let names = Set(networks.flatMap(\.layers).map(\.name))
    let layers = estimate.representations.filter { names.contains($0.key) }
    let seconds = layers.values.reduce(0, +)
    let text = "about \(roughDuration(estimate.seconds))"
    guard command.networks.layers == .all, layers.count > 1, seconds > estimate.seconds / 2 else {
      return text
    }
    return text
      + ", of which the \(layers.count) layers of networks take \(roughDuration(seconds)); --layers last compares scores alone"
  }

  private func others() throws -> [AssessedRepresentation] {
    let parallel = command.machine.parallel
    let programs = try command.experiment.commands.map { program in
      try CommandRepresentation(
        ["/bin/sh", "-c", program.value], name: program.name ?? program.value, shape: images.shape)
    }
    let plane = inputs.shape
    // A spectrogram of sounds has windows as long as the longest wavelets, of images the usual eight pixels.
    let window = plane.rank == 1 ? 1 << configurations.last!.scales : 8
    let planewise: [any Representation] = [
      FourierModulus(shape: plane, parallel: parallel),
      try WindowedFourier(shape: plane, window: min(window, plane.dimensions.min()!), parallel: parallel),
    ]
    let transforms = command.color == .gray ? planewise : planewise.map { PlanewiseRepresentation($0) }
    return (transforms + programs).map(AssessedRepresentation.measured)
      + networks.flatMap(\.layers).map(AssessedRepresentation.searched)
  }

  private func summary(of report: StabilityReport) -> String {
    let checks = report.checks
    let order =
      checks.violations.isEmpty
      ? "random maximum <= worst case <= certificate on all \(checks.orderedRowCount) rows"
      : "\(checks.violations.count) of \(checks.orderedRowCount) rows out of order"
    let search =
      checks.searchCount == 0
      ? "" : ", search above random in \(checks.searchesAboveRandom) of \(checks.searchCount)"
    let inputs = SignalNoun(rank: inputs.shape.rank).counted(report.inputs.count)
    return "\(inputs), \(grouped(report.rows.count)) rows, "
      + "\(order)\(search)"
  }
}
