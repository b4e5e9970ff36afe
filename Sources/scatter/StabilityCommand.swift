import ArgumentParser
import Files
import Scattering

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

      Inputs are read as 'scatter features' reads them; all must have one size (or --resize). A seed fixes every figure. \
      With --max-constant or --max-relative the command is a gate: exit code 3 where a row of scattering exceeds it. What has \
      no figure is not judged: a single amplitude and noise have no fitted constant.
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
