import ArgumentParser
import Files
import Inversion
import Scattering

/// `scatter invert FEATURES -o OUT`.
struct InvertCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "invert",
    abstract: "Look for a signal that has given features.",
    discussion: """
      Least squares by L-BFGS on the exact derivative, from noise or from a signal of yours, until the features' relative error \
      |S x - s| / |s| is within --tolerance. Another signal may have the same features: what is found shows what they hold, and what not. \
      The extension decides the format: .npy, .wav of sounds, .png of images with samples in [0, 1].
      """)

  @Argument(
    help: ArgumentHelp("A feature file: .npz, .npy or .csv.", valueName: "features"), completion: .file())
  var features: String

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The file to write: .npy, .wav or .png.", valueName: "file"),
    completion: .file(extensions: ["npy", "wav", "png"]))
  var output: String

  @Option(help: ArgumentHelp("Which element of the file's flattened batch, from 0.", valueName: "n"))
  var index = 0

  @Option(
    help: ArgumentHelp(
      "Where the search begins: a file with one signal; noise unless given.", valueName: "file"),
    completion: .file())
  var start: String?

  @Option(help: ArgumentHelp("The seed of the noise.", valueName: "n"))
  var seed: UInt64 = 0

  @Option(help: ArgumentHelp("Iterations at the most.", valueName: "n"))
  var iterations = 1000

  @Option(help: ArgumentHelp("The relative error of the features at which it ends.", valueName: "error"))
  var tolerance = 1e-3

  @Option(
    help: ArgumentHelp("Samples a second of a .wav; those of the features unless given.", valueName: "Hz"))
  var sampleRate: Int?

  @OptionGroup(title: "The machine") var machine: MachineOptions
  @OptionGroup(title: "Messages") var messages: Messages

  func validate() throws {
    try check("--index", index, in: 0...Int.max)
    try check("--iterations", iterations, in: 1...1_000_000)
    try sampleRate.map { try check("--sample-rate", $0, in: 1...10_000_000) }
    guard tolerance > 0, tolerance.isFinite else {
      throw ValidationError("--tolerance is \(tolerance), but it must be above 0 and finite.")
    }
  }

  func run() throws {
    let file = try FeatureFile(path: features)
    let configuration = file.metadata.configuration
    let format = try SignalFormat(path: output, rank: configuration.shape.rank)
    let sought = try features(of: file)
    let rate = try sampleRate(of: file.metadata, format)
    // A folder that takes no file is known before the work and not after.
    try AtomicFile(output).cancel()
    let planner = machine.planner(messages, for: ScatteringPlan(configuration), signalCount: 3 * iterations)
    let transform = ScatteringTransform<Double>(
      configuration, parallel: machine.parallel, rigor: machine.rigor, planner: planner)
    let inversion = FeatureInversion(transform, features: sought)
    let result = search(inversion, from: try startingSignal(inversion))
    try AtomicFile.write(format.bytes(of: result.signal, sampleRate: rate), to: output)
    report(result)
  }

  private func sampleRate(of metadata: FeatureMetadata, _ format: SignalFormat) throws -> Int {
    if let sampleRate { return sampleRate }
    if let rate = metadata.sampleRate.flatMap({ Int(exactly: $0.rounded()) }), rate >= 1 { return rate }
    guard format != .wav else {
      throw ValidationError(
        "\(features) does not say how many samples a second there are: --sample-rate says so.")
    }
    return 1
  }

  /// The features of one element of the batch.
  private func features(of file: FeatureFile) throws -> [Double] {
    let metadata = file.metadata
    guard index < metadata.batchCount else {
      throw ValidationError("--index is \(index), but \(features) holds \(metadata.batchCount).")
    }
    let length = metadata.blockLength
    let sought = try file.features()[(index * length)..<((index + 1) * length)].map(Double.init)
    guard sought.allSatisfy(\.isFinite), sought.contains(where: { $0 != 0 }) else {
      throw FileError(
        .badData, features, found: "features that are all 0, or not finite",
        expected: "finite ones, some of them not 0")
    }
    return sought
  }

  /// The signal of `--start`, or noise with the averages that are sought.
  private func startingSignal(_ inversion: FeatureInversion) throws -> Signal<Double> {
    guard let start else { return inversion.start(seed: seed) }
    let shape = inversion.transform.configuration.shape
    let inputs = try InputSet(
      paths: [start], options: InputOptions(rank: shape.rank == 2 ? nil : shape.rank),
      parallel: machine.parallel)
    guard inputs.count == 1, inputs.shape == shape else {
      throw FileError(
        .badData, start, found: "\(inputs.count) of \(inputs.shape)",
        expected: "one signal of \(shape), as the features are of")
    }
    return try inputs.read(0..<1, as: Double.self)
  }

  private func search(_ inversion: FeatureInversion, from start: Signal<Double>) -> FeatureInversion.Result {
    let progress = Progress(isShown: messages.showsProgress)
    defer { progress.finish() }
    return inversion.search(
      from: start, settings: FeatureInversion.Settings(iterations: iterations, tolerance: tolerance)
    ) { iteration, error in
      if iteration % 20 == 0 {
        progress.show("iteration \(iteration): relative error \(error.rounded(toPlaces: 6))")
      }
      return true
    }
  }

  private func report(_ result: FeatureInversion.Result) {
    let end =
      switch result.end {
      case .tolerance: "within --tolerance"
      case .iterations: "after --iterations; more may bring it nearer"
      case .noProgress: "where no step lowers it further"
      case .stopped: "stopped"
      }
    messages.logger.info(
      "\(output): relative error \(result.relativeError.rounded(toPlaces: 6)) after \(result.iterations) iterations, \(end)"
    )
  }
}
