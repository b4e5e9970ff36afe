import ArgumentParser
import Files
import Scattering
import Synchronization

/// `scatter features INPUT... -o OUT`.
struct FeaturesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "features",
    abstract: "Compute scattering features of images and write them to a file.",
    discussion: """
      Inputs are images (PNG, JPEG, TIFF, PGM, PPM), arrays (.npy, IDX and IDX.gz; the last two axes are the image, the \
      others are batch), and folders, which are searched for these in bytewise order of their paths. 8- and 16-bit \
      images are scaled to [0, 1].

      The output's extension decides its format: .npz (all in one file), .npy or .csv (with a .json beside it that names \
      the features). The array is [batch..., path, row, column]; every feature has a name, see 'scatter info'.
      """)

  @Argument(help: ArgumentHelp("Images, arrays and folders.", valueName: "input"), completion: .file())
  var inputs: [String]

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The feature file: .npz, .npy or .csv.", valueName: "file"),
    completion: .file(extensions: ["npz", "npy", "csv"]))
  var output: String

  @OptionGroup(title: "The transform") var transform: TransformOptions

  @Option(help: "gray: one image. rgb: a batch axis of 3.")
  var color = ColorMode.gray

  @Option(help: ArgumentHelp("Resample every image to this size, such as 64x64.", valueName: "HxW"))
  var resize: ImageSize?

  @Option(help: "The numbers computed and written.")
  var precision = Precision.float

  @OptionGroup(title: "The machine") var machine: MachineOptions
  @OptionGroup(title: "The machine") var fourier: FourierOptions
  @OptionGroup(title: "Messages") var messages: Messages

  func validate() throws {
    guard let shape = resize?.shape else { return }
    _ = try ofOptions { () throws(ScatteringError) in try transform.configuration(for: shape) }
  }

  func run() throws {
    switch precision {
    case .float: try FeatureRun<Float>(self).run()
    case .double: try FeatureRun<Double>(self).run()
    }
  }
}

/// `float` or `double`.
enum Precision: String, CaseIterable, ExpressibleByArgument { case float, double }

extension ColorMode: ExpressibleByArgument {}

/// From files to a feature file, a batch of images at a time: while one batch is transformed, the one before is written and
/// the next is read. Memory depends on the batch, not on the number of images.
struct FeatureRun<Sample: FourierScalar> {
  private let command: FeaturesCommand
  private let inputs: InputSet
  private let transform: ScatteringTransform<Sample>
  private let batch: Int

  init(_ command: FeaturesCommand) throws {
    self.command = command
    let format = try FeatureFormat(path: command.output)
    inputs = try InputSet(
      paths: command.inputs, options: InputOptions(color: command.color, resize: command.resize?.shape))
    try inputs.checkAgainstOverwriting(by: format.files(of: command.output))
    let configuration = try command.transform.configuration(of: inputs)
    let machine = command.machine
    batch = Self.batchSize(configuration, threads: machine.parallel.threads, count: inputs.count)
    try machine.checkMemory(for: configuration, batch: batch, of: Sample.self)
    let planner = machine.planner(command.messages, mkl: command.fourier.mkl)
    transform = ScatteringTransform(
      configuration, parallel: machine.parallel, rigor: machine.rigor, planner: planner)
  }

  func run() throws {
    let start = ContinuousClock.now
    let format = try FeatureFormat(path: command.output)
    let writer = try format.makeWriter(command.output, metadata: metadata, of: Sample.self)
    let progress = Progress(isShown: command.messages.showsProgress)
    do {
      defer { progress.finish() }
      try pump(to: writer, progress)
      try writer.finish()
    }
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    let axes = metadata.arrayShape.map(String.init).joined(separator: " x ")
    command.messages.logger.info(
      """
      \(command.output): \(grouped(inputs.count)) images of \(inputs.shape), \(grouped(transform.paths.count)) features \
      each of \(transform.plan.outputShape), as \(Sample.name) [\(axes)], in \(seconds.rounded(toPlaces: 2)) s
      """)
  }

  private var metadata: FeatureMetadata {
    FeatureMetadata(
      toolVersion: "swift-scattering \(Scatter.version)", configuration: transform.configuration,
      precision: Sample.self,
      batch: inputs.batch, outputShape: transform.plan.outputShape,
      sampleSpacing: 1 << transform.plan.outputLevel,
      inputs: inputs.names, paths: transform.paths)
  }

  private func pump(to writer: any FeatureWriter<Sample>, _ progress: Progress) throws {
    let slots = [makeSlot(), makeSlot()]
    try withExtendedLifetime(slots) { try pump(through: slots, to: writer, progress) }
  }

  private func pump(
    through slots: [Slot], to writer: any FeatureWriter<Sample>, _ progress: Progress
  ) throws {
    let background = BackgroundWork()
    let failure = Mutex<FileError?>(nil)
    let ranges = stride(from: 0, to: inputs.count, by: batch).map { $0..<min($0 + batch, inputs.count) }
    let workspace = transform.makeWorkspace()
    if let first = ranges.first { try inputs.read(first, into: slots[0].images.base) }
    nonisolated(unsafe) let writer = writer
    for (index, range) in ranges.enumerated() {
      let (now, other) = (slots[index % 2], slots[(index + 1) % 2])
      let next = index + 1 < ranges.count ? ranges[index + 1] : nil
      let previous = index > 0 ? ranges[index - 1] : nil
      background.start { [inputs] in
        do throws(FileError) {
          if let previous { try writer.append(other.features(previous.count)) }
          if let next { try inputs.read(next, into: other.images.base) }
        } catch { failure.withLock { $0 = error } }
      }
      transform.execute(UnsafePointer(now.images.base), count: range.count, into: now.results.base, workspace)
      background.wait()
      if let error = failure.withLock({ $0 }) { throw error }
      progress.update(range.upperBound, of: inputs.count, "images")
    }
    if let last = ranges.last { try writer.append(slots[(ranges.count - 1) % 2].features(last.count)) }
  }

  /// The memory of one batch.
  private struct Slot: Sendable {
    let images, results: AlignedBuffer<Sample>
    let featureCount: Int

    func features(_ count: Int) -> UnsafeBufferPointer<Sample> {
      UnsafeBufferPointer(rebasing: results.elements.prefix(count * featureCount))
    }
  }

  private func makeSlot() -> Slot {
    Slot(
      images: AlignedBuffer(uninitialized: batch * inputs.shape.count),
      results: AlignedBuffer(uninitialized: batch * transform.featureCount),
      featureCount: transform.featureCount)
  }

  /// Some ten megabytes of images and features, but one image a thread at least.
  private static func batchSize(_ configuration: ScatteringConfiguration, threads: Int, count: Int) -> Int {
    let bytes = (configuration.featureCount + configuration.shape.count) * MemoryLayout<Sample>.stride
    let whole = (10 << 20) / bytes / threads * threads
    return max(1, min(max(whole, threads), count))
  }
}
