import ArgumentParser
import Fourier
import Scattering

/// The options that decide how the work is done; they change no feature beyond its last bits.
struct MachineOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Threads; one a core by default.", valueName: "n"))
  var threads: Int?

  @Option(help: "How long FFTW looks for fast transforms; what it finds is remembered for the next start.")
  var rigor = Rigor.measure

  func validate() throws {
    if let threads, threads < 1 {
      throw ValidationError("--threads is \(threads), but it must be at least 1.")
    }
  }

  var parallel: Parallel { Parallel(threads: threads ?? Parallel.coreCount) }

  /// A planner whose warnings go to the log.
  func planner(_ messages: Messages) -> Planner {
    Planner(wisdom: .standard { messages.logger.warning("\($0)") })
  }
}
