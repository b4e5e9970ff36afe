import ArgumentParser
import Files
import Foundation
import Reports
import Scattering
import Stability

/// `scatter stability INPUT... -o OUT.html`.
struct StabilityCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stability",
    abstract:
      "Measure how far deformations move representations, search for worse ones, certify what is found, and write a report.",
    discussion: """
      Deforms the images at random, for scattering, raw pixels, the Fourier modulus and the windowed Fourier transform. For \
      scattering it searches for the worst deformation within the same bounds (what is found is a lower bound of the true worst \
      case) and certifies an upper bound for the deformation found, and for that one only: another of the same size may move \
      features further. With --network every layer of a network is compared, searched through its own gradient. Writes a page \
      that opens offline, and with it OUT.json and OUT.csv with every number.

      Inputs are read as 'scatter features' reads them: at least two images, whose distances the deformations' are compared with, all of \
      one size (or --resize). A seed fixes every figure, \
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
  @OptionGroup(title: "The transform") var transform: TransformOptions

  @OptionGroup var reading: ReadingOptions

  @OptionGroup(title: "The machine") var machine: MachineOptions
  @OptionGroup(title: "Messages") var messages: Messages

  func validate() throws {
    guard let shape = reading.resize?.shape else { return }
    _ = try ofOptions { () throws(ScatteringError) in try transform.configuration(for: shape) }
  }

  func run() throws { try StabilityRun(self).run() }
}

/// The run from images to a stability report.
struct StabilityRun {
  private let command: StabilityCommand
  private let inputs: InputSet
  private let configuration: ScatteringConfiguration
  private let images: Signal<Double>
  private let names: [String]

  init(_ command: StabilityCommand) throws {
    self.command = command
    inputs = try InputSet(
      paths: command.inputs, options: command.reading.options(),
      parallel: command.machine.parallel)
    command.messages.report(inputs)
    try inputs.checkAgainstOverwriting(by: ReportFiles(page: command.output).paths)
    configuration = try command.transform.configuration(of: inputs)
    try command.machine.checkMemory(for: ScatteringPlan(configuration), batch: 1, of: Double.self)
    let count = min(inputs.count, command.experiment.images)
    images = try inputs.read(0..<count, as: Double.self)
    names = (0..<count).map(inputs.name)
    if count < inputs.count {
      command.messages.logger.info(
        "the first \(grouped(count)) of \(grouped(inputs.count)) images; --images takes more")
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
    let assessment = try StabilityAssessment(
      configuration, images: images,
      inputs: zip(names, images.digests).map { StabilityInput(name: $0, sha256: $1) }, others: others(),
      settings: command.experiment.settings(scales: configuration.scales), parallel: machine.parallel,
      rigor: machine.rigor,
      planner: machine.planner(
        command.messages, for: ScatteringPlan(configuration), signalCount: images.batchCount))
    return try assessment.run(version: Scatter.version) { progress.update($0.done, of: $0.total, $0.stage) }
  }

  private func others() throws -> [AssessedRepresentation] {
    let parallel = command.machine.parallel
    let programs = try command.experiment.commands.map { line in
      try CommandRepresentation(["/bin/sh", "-c", line], name: line, shape: images.shape)
    }
    let transforms: [any Representation] = [
      FourierModulus(shape: images.shape, parallel: parallel),
      try WindowedFourier(
        shape: images.shape, window: min(8, images.shape.dimensions.min()!), parallel: parallel),
    ]
    let networks = try command.networks.networks(
      for: images.shape, seed: command.experiment.seed, parallel: parallel)
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
    return "\(grouped(names.count)) images, \(grouped(report.rows.count)) rows, \(order)\(search)"
  }
}
