import Foundation
import Fourier
import Scattering
import Stability

extension RunFacts {
  /// The command that runs, this machine, and now.
  static func current(threads: Int) -> RunFacts {
    RunFacts(
      command: Arguments.shellText([CommandLine.arguments[0]] + Arguments.given()),
      date: Date.now.formatted(.iso8601),
      machine: Machine(
        processor: Processor.model, cores: Parallel.coreCount, threads: threads,
        operatingSystem: ProcessInfo.processInfo.operatingSystemVersionString))
  }
}
