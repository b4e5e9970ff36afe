import ArgumentParser
import Benchmarks
import Foundation
import Scattering

/// `scatter bench`.
struct BenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Time the transform on this machine, and compare it with the FFTW transforms it needs.",
    discussion: """
      Prints images a second, the time of the whole transform over that of the FFTW transforms alone on as many threads, the \
      speed-up over one thread, and what a pullback (the gradient) costs compared with the transform. The first run plans the \
      transforms, which takes a minute or more with --rigor patient; later runs remember.
      """)

  @Option(
    name: .customLong("case"), help: ArgumentHelp("Only this case; may be repeated.", valueName: "name"),
    completion: .list(BenchmarkCase.standard.map(\.name)))
  var names: [String] = []

  @Option(help: ArgumentHelp("Threads; one a core by default.", valueName: "n"))
  var threads = Parallel.coreCount

  @Option(help: "How long FFTW looks for fast transforms, for both sides.")
  var rigor = Rigor.patient

  @OptionGroup var fourier: FourierOptions

  @Option(help: "Rounds in which both sides are timed; medians are printed.")
  var rounds = 7

  @Flag(help: "Time a training step of the small CNN instead, in milliseconds; needs libtorch.")
  var networks = false

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    let known = BenchmarkCase.standard.map(\.name)
    for name in names where !known.contains(name) {
      throw ValidationError("There is no case '\(name)'; there are \(known.joined(separator: ", ")).")
    }
    guard !networks || fourier.mkl == nil else {
      throw ValidationError("--networks takes no --mkl: networks run on libtorch.")
    }
    try check("--threads", threads, in: MachineOptions.threadRange)
    try check("--rounds", rounds, in: 1...1_000_000)
  }

  func run() throws {
    if networks { return try runNetworks() }
    let cases = BenchmarkCase.standard.filter { names.isEmpty || names.contains($0.name) }
    if !json { try printResult(Self.header) }
    let planner = Planner(mkl: fourier.mkl)
    var results: [BenchmarkResult] = []
    for example in cases {
      let result = try TransformBenchmark(example, threads: threads, rigor: rigor, rounds: rounds)
        .run(planner: planner)
      if !json { try printResult(Self.line(result)) }
      results.append(result)
    }
    if json {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
      try printResult(
        String(decoding: encoder.encode(Answer(mkl: fourier.mkl?.name, cases: results)), as: UTF8.self))
    }
  }

  /// What `--json` prints.
  private struct Answer: Encodable {
    /// The library of `--mkl`, if any.
    let mkl: String?
    let cases: [BenchmarkResult]
  }

  private func runNetworks() throws {
    let milliseconds = try 1e3 * NetworkBenchmark(threads: threads, rounds: rounds).run()
    try printResult(
      json
        ? "{ \"millisecondsPerStep\" : \(milliseconds) }" : "\(milliseconds.rounded(toPlaces: 2)) ms a step")
  }

  private static let header =
    "case              threads  images/s  ms/batch  over FFTW alone  over one thread  pullback over it"

  private static func line(_ result: BenchmarkResult) -> String {
    let columns: [(String, Int)] = [
      (result.name, 16), (String(result.threads), 9), (result.imagesPerSecond.rounded(toPlaces: 1), 10),
      ((result.secondsPerBatch * 1e3).rounded(toPlaces: 2), 10),
      (result.ratioToFFTW.rounded(toPlaces: 2), 17),
      (result.threadSpeedup.rounded(toPlaces: 2), 17), (result.pullbackRatio.rounded(toPlaces: 2), 18),
    ]
    return columns.map { text, width in
      text.count >= width ? text : String(repeating: " ", count: width - text.count) + text
    }.joined()
  }
}
