import ArgumentParser
import Files
import Foundation
import Fourier
import Scattering

/// The options that decide how the work is done; they change no feature beyond its last bits.
struct MachineOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Threads; one a core by default.", valueName: "n"))
  var threads: Int?

  @Option(
    name: .customLong("rigor"),
    help: """
      How long FFTW looks for fast transforms, where it computes them: of time series, and of padded sides over 8192 or with a prime factor over 1021. What \
      it finds is remembered for the next start. By default as measure, but for a second in all, or a tenth of the time of the work \
      where that is more.
      """)
  var chosenRigor: Rigor?

  var rigor: Rigor { chosenRigor ?? .measure }

  func validate() throws {
    if let threads { try check("--threads", threads, in: Self.threadRange) }
  }

  /// More threads than any machine has cores only take memory.
  static let threadRange = 1...1024

  var parallel: Parallel { Parallel(threads: threads ?? Parallel.coreCount) }

  /// - Parameter batch: The signals transformed at a time; as many again wait to be written.
  /// - Throws: `ValidationError` for a transform that this machine cannot hold on so many threads.
  func checkMemory<Sample: ScatteringScalar>(
    for plan: ScatteringPlan, batch: Int, of _: Sample.Type
  ) throws {
    let configuration = plan.configuration
    let count = parallel.threads
    let signal = configuration.shape.count + plan.layout.count
    let needed =
      configuration.leastWorkspaceSize(threads: count, of: Sample.self)
      + configuration.leastFilterSize(of: Sample.self)
      + 2 * Double(batch) * Double(signal * MemoryLayout<Sample>.stride)
    let memory = Double(ProcessInfo.processInfo.physicalMemory)
    guard needed <= memory else {
      throw ValidationError(
        """
        The transform of \(SignalNoun(rank: configuration.shape.rank).plural) of \(configuration.shape) on --threads \(count) takes at least \
        \((needed / 1e9).rounded(toPlaces: 0)) GB, but it must fit in the \((memory / 1e9).rounded(toPlaces: 0)) GB \
        of this machine; \(Self.savings(rank: configuration.shape.rank)) take less.
        """)
    }
  }

  private static func savings(rank: Int) -> String {
    switch rank {
    case 1: "fewer threads, --block or less --oversampling"
    case 2: "fewer threads, a smaller --resize or less --oversampling"
    default: "fewer threads, a smaller -L or less --oversampling"
    }
  }

  /// The planner of a command, whose warnings go to the log. Unless a rigor was chosen, its searches end after a tenth
  /// of the time that the transforms are estimated to take, or a second where that is more (decision 19).
  /// - Parameter signalCount: The signals that are transformed, at least.
  func planner(
    _ messages: Messages, for plan: ScatteringPlan, signalCount: Int, mkl: MathKernelLibrary? = nil
  ) -> Planner {
    let work = plan.estimatedTime(signalCount: signalCount, threads: parallel.threads)
    return Planner(
      wisdom: .standard { messages.logger.warning("\($0)") }, mkl: mkl,
      searchLimit: chosenRigor == nil ? max(.seconds(1), work / 10) : nil)
  }
}

/// What computes Fourier transforms; of commands that run neither classifiers nor networks, which MKL's BLAS would reach.
struct FourierOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      MKL's libmkl_rt.so, to transform grids of more than 45 x 45 samples, padding included; in double precision more \
      than 32 x 32.
      """, valueName: "file"),
    completion: .file(),
    transform: { name in
      do throws(MathKernelLibraryError) {
        return try MathKernelLibrary(opening: name)
      } catch {
        throw ValidationError("\(error.reason).")
      }
    })
  var mkl: MathKernelLibrary?
}
