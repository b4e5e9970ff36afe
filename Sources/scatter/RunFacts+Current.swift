import Files
import Foundation
import Fourier
import Scattering
import Stability

extension RunFacts {
  /// The command that runs, this machine, and now.
  /// - Parameter libtorch: Its version, if the run uses it.
  static func current(threads: Int, libtorch: String?) -> RunFacts {
    RunFacts(
      command: Arguments.shellText([CommandLine.arguments[0]] + Arguments.given()),
      date: Date.now.formatted(.iso8601),
      machine: Machine(
        processor: Processor.model, cores: Parallel.coreCount, threads: threads,
        operatingSystem: ProcessInfo.processInfo.operatingSystemVersionString),
      libtorch: libtorch)
  }
}
