import ArgumentParser
import Files
import Scattering
import Stability

/// `scatter stability INPUT... -o OUT.html`.
struct StabilityCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stability",
    abstract:
      "Measure, search and certify how stable representations are to deformation, and write a report.",
    discussion: """
      Deforms the images at random, searches the worst deformation of the same bounds, and certifies an upper bound, for
      scattering beside raw pixels, the Fourier modulus and the windowed Fourier transform. Writes a page that opens
      offline, and beside it OUT.json and OUT.csv with every number.

      Inputs are read as 'scatter features' reads them; all must have one size (or --resize). A seed fixes every figure.
      With --max-constant or --max-relative the command is a gate: exit code 3 where a row of scattering exceeds it.
      """)

  @Argument(help: ArgumentHelp("Images, arrays and folders.", valueName: "input"), completion: .file())
  var inputs: [String]

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The page to write: .html.", valueName: "file"),
    completion: .file(extensions: ["html"]))
  var output: String

  @OptionGroup(title: "The experiment") var experiment: ExperimentOptions
  @OptionGroup(title: "The gate") var gate: GateOptions
  @OptionGroup(title: "The transform") var transform: TransformOptions

  @Option(help: ArgumentHelp("Resample every image to this size, such as 64x64.", valueName: "HxW"))
  var resize: ImageSize?

  @OptionGroup(title: "The machine") var machine: MachineOptions
  @OptionGroup(title: "Messages") var messages: Messages

  func validate() throws {
    guard let shape = resize?.shape else { return }
    _ = try ofOptions { () throws(ScatteringError) in try transform.configuration(for: shape) }
  }

  func run() throws { try StabilityRun(self).run() }
}

/// What is deformed, how, and beside what.
struct ExperimentOptions: ParsableArguments {
  @Option(
    help:
      "How thorough: quick takes seconds, standard a minute or two, thorough an hour for 64 images of 32 x 32."
  )
  var preset = StabilityPreset.standard

  @Option(help: ArgumentHelp("Take only the first images.", valueName: "n"))
  var images = 64

  @Option(help: "Fixes every figure.")
  var seed: UInt64 = 0

  @Option(
    name: .customLong("kind"),
    help: ArgumentHelp(
      "A kind of deformation, instead of all: \(DeformationKind.allCases.map(\.rawValue).joined(separator: ", ")). May be repeated.",
      valueName: "kind"))
  var kinds: [DeformationKind] = []

  @Option(
    name: .customLong("amplitude"),
    help: ArgumentHelp(
      "The largest displacement in pixels, instead of the preset's. May be repeated.", valueName: "px"))
  var amplitudes: [Double] = []

  @Option(help: ArgumentHelp("Random deformations of each image, kind and amplitude.", valueName: "n"))
  var fields: Int?

  @Option(help: ArgumentHelp("Search the worst case of so many images; 0 for none.", valueName: "n"))
  var searched: Int?

  @Option(
    name: .customLong("representation-command"),
    help: ArgumentHelp(
      """
      A program to compare: it reads a .npy array [batch, row, column] of float64 from standard input and writes one \
      [batch, number] to standard output. May be repeated.
      """, valueName: "command"))
  var commands: [String] = []

  func validate() throws {
    try check("--images", images, in: 2...100_000)
    if let fields { try check("--fields", fields, in: 1...100_000) }
    if let searched { try check("--searched", searched, in: 0...100_000) }
    for amplitude in amplitudes where !(amplitude > 0 && amplitude.isFinite) {
      throw ValidationError("--amplitude is \(amplitude), but it must be above 0, in pixels.")
    }
  }

  /// - Parameter scales: J.
  func settings(scales: Int) -> AssessmentSettings {
    var settings = preset.settings(seed: seed, scales: scales)
    if !kinds.isEmpty { settings.experiment.kinds = kinds }
    if !amplitudes.isEmpty { settings.experiment.amplitudes = amplitudes.sorted() }
    if let fields { settings.experiment.fieldCount = fields }
    if let searched { settings.searchedImageCount = searched }
    return settings
  }
}

/// Limits that a report may not exceed.
struct GateOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Fail where scattering's fitted constant C of distance <= C K(tau) is larger.", valueName: "C"))
  var maxConstant: Double?

  @Option(help: ArgumentHelp("Fail where scattering's relative stability R is larger.", valueName: "R"))
  var maxRelative: Double?

  func validate() throws {
    for (name, value) in [("--max-constant", maxConstant), ("--max-relative", maxRelative)] {
      if let value, !(value >= 0) { throw ValidationError("\(name) is \(value), but it must be at least 0.") }
    }
  }
}

extension StabilityPreset: ExpressibleByArgument {}
extension DeformationKind: ExpressibleByArgument {}
