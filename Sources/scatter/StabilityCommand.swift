import ArgumentParser
import Files
import Scattering

/// `scatter stability INPUT... -o OUT.html`.
struct StabilityCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stability",
    abstract:
      "Measure, search and certify how stable representations are to deformation, and write a report.",
    discussion: """
      Deforms the images at random, searches the worst deformation of the same bounds, and certifies an upper bound, for \
      scattering beside raw pixels, the Fourier modulus and the windowed Fourier transform. With \
      --network every layer of a network stands beside them, searched through its own gradient. Writes a page that opens \
      offline, and beside it OUT.json and OUT.csv with every number.

      Inputs are read as 'scatter features' reads them; all must have one size (or --resize). A seed fixes every figure. \
      With --max-constant or --max-relative the command is a gate: exit code 3 where a row of scattering exceeds it.
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
