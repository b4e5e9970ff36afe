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
      Prints signals a second, the time of the whole transform over that of the FFTW transforms alone on as many threads, the same \
      beside FFTW at the nearest sides with factors 2, 3 and 5 (at others FFTW can be slow), the speed-up over one thread, and what a \
      pullback (the gradient) costs compared with the transform. The first run plans FFTW's transforms, which takes a minute or more \
      with --rigor patient; later runs remember.
      """)

  @Option(
    name: .customLong("case"),
    help: ArgumentHelp(
      """
      Only this case: axes, scales and batch like 224x224-J3-b8, of time series with Q like 65536-J13-Q12-b32, of joint scattering with J_fr \
      like 8192-J8-Q12-F4-b2; may be repeated.
      """,
      valueName: "name"),
    completion: .list(BenchmarkCase.standard.map(\.name)))
  var names: [String] = []

  @Flag(
    help: """
      Time instead, on one thread, the passes along one axis over every side that images of 16 to 1,024 pixels are padded to at J = 1 to 6, with each \
      instruction set and precision, over FFTW's pass at the nearest side with factors 2, 3 and 5; minutes.
      """)
  var lengths = false

  @Option(
    help: ArgumentHelp(
      "With --lengths: only this side, and not only padded ones; may be repeated.", valueName: "n"))
  var length: [Int] = []

  @Option(help: ArgumentHelp("Threads; one a core by default.", valueName: "n"))
  var threads = Parallel.coreCount

  @Option(help: "How long FFTW looks for fast transforms, for both sides.")
  var rigor = Rigor.patient

  @OptionGroup var fourier: FourierOptions

  @Option(
    help: "Rounds in which both sides are timed; medians are printed, of --lengths the least times' ratios.")
  var rounds = 7

  @Flag(help: "Time the transform, and nothing beside it.")
  var transformOnly = false

  @Flag(help: "Time a training step of the small CNN instead, in milliseconds; needs libtorch.")
  var networks = false

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    for name in names where BenchmarkCase(name: name) == nil {
      throw ValidationError(
        """
        '\(name)' is no case: axes, scales and batch like 224x224-J3-b8 or 65536-J13-Q12-b32, with axes of 2^scales at least.
        """
      )
    }
    guard lengths || length.isEmpty else { throw ValidationError("--length goes with --lengths.") }
    for length in length {
      try check("--length", length, in: 2...4096)
      guard !LengthBenchmark.isFFTWs(length) else {
        throw ValidationError("--length \(length) has a prime factor over 1021, which FFTW transforms.")
      }
    }
    guard
      !(lengths || networks) || (names.isEmpty && !transformOnly && fourier.mkl == nil && lengths != networks)
    else {
      throw ValidationError(
        "--lengths and --networks go with no case, --transform-only or --mkl, and not together.")
    }
    try check("--threads", threads, in: MachineOptions.threadRange)
    try check("--rounds", rounds, in: 1...1_000_000)
  }

  func run() throws {
    if networks { return try runNetworks() }
    if lengths { return try runLengths() }
    let cases = names.isEmpty ? BenchmarkCase.standard : names.compactMap(BenchmarkCase.init(name:))
    if !json { try printResult(Self.header) }
    let planner = Planner(mkl: fourier.mkl)
    var results: [BenchmarkResult] = []
    for example in cases {
      let result = TransformBenchmark(example, threads: threads, rigor: rigor, rounds: rounds)
        .run(isAlone: transformOnly, planner: planner)
      if !json { try printResult(Self.line(result)) }
      results.append(result)
    }
    if json {
      try printJSON(Answer(mkl: fourier.mkl?.name, cases: results))
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

  private func printJSON(_ value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    try printResult(String(decoding: encoder.encode(value), as: UTF8.self))
  }

  /// Lines of `LengthBenchmark`, or all results as JSON.
  private func runLengths() throws {
    let benchmark = LengthBenchmark(turns: rounds)
    var results: [LengthBenchmark.Result] = []
    for length in length.isEmpty ? LengthBenchmark.paddedLengths : length {
      let found = benchmark.run(length, planner: .shared)
      if !json {
        if results.isEmpty {
          try printResult(
            "length  beside  " + found.map { "\($0.scalar)/\($0.instructions)" }.joined(separator: "  ")
              + "  factors")
        }
        let ratios = found.map {
          Self.padded($0.ratio.rounded(toPlaces: 2), to: $0.scalar.count + $0.instructions.count + 1)
        }
        try printResult(
          ([Self.padded(String(length), to: 6), Self.padded(String(found[0].neighbour), to: 6)] + ratios
            + [
              found[0].factors.isEmpty ? "by FFTW" : found[0].factors.map(String.init).joined(separator: " ")
            ]).joined(separator: "  "))
      }
      results += found
    }
    if json {
      try printJSON(results)
    }
  }

  private static func padded(_ text: String, to width: Int) -> String {
    text.count >= width ? text : String(repeating: " ", count: width - text.count) + text
  }

  private static let header =
    "case              threads  images/s  ms/batch  over FFTW  over it at smooth sides  over one thread  pullback over it"

  private static func line(_ result: BenchmarkResult) -> String {
    func rounded(_ value: Double?) -> String { value?.rounded(toPlaces: 2) ?? "-" }
    let columns = [
      (result.name, 16), (String(result.threads), 9), (result.signalsPerSecond.rounded(toPlaces: 1), 10),
      (rounded(result.secondsPerBatch * 1e3), 10), (rounded(result.ratioToFFTW), 11),
      (rounded(result.ratioToNeighbour), 25), (rounded(result.threadSpeedup), 17),
      (rounded(result.pullbackRatio), 18),
    ]
    return columns.map(padded).joined()
  }
}
