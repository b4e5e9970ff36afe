import ArgumentParser
import Files
import Scattering

/// The command-line tool.
@main
struct Scatter: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scatter",
    abstract: "Wavelet scattering features for images, sounds and volumes, and reports of stability.",
    discussion: """
      Start with a folder of images:

        scatter features photos/ -o features.npz
        scatter features speech.wav -J 10 -Q 12 -o features.npz
        scatter stability photos/ --resize 32x32 -o stability.html

      Exit codes: 0 done, 1 failed, 3 a stability gate is exceeded or has nothing to judge, 64 usage, 65 bad data,
      66 no such input, 73 cannot write, 130 interrupted.
      For completions in your shell: scatter --generate-completion-script bash (or zsh, fish).
      """,
    version: Scatter.version,
    subcommands: [
      FeaturesCommand.self, TrainCommand.self, PredictCommand.self, TrainNetworkCommand.self,
      StabilityCommand.self, CompareCommand.self, FiltersCommand.self, ViewCommand.self, InvertCommand.self,
      InfoCommand.self, BenchCommand.self,
    ])

  static func main() {
    TemporaryFiles.removeWhenInterrupted()
    do {
      let arguments = Arguments.given()
      try Arguments.check(arguments)
      var command = try parseAsRoot(arguments)
      try command.run()
    } catch {
      if exitCode(for: error) == .success { exit(withError: error) }
      let failure = Failure(error)
      failure.report()
      exit(withError: failure.code)
    }
  }

  /// The version of the package.
  static let version = ScatteringPackage.version
}
