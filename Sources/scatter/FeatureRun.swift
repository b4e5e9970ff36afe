import Arrays
import Files
import Scattering

/// The run from files to a feature file.
struct FeatureRun<Sample: ScatteringScalar> {
  private let command: FeaturesCommand
  private let format: FeatureFormat
  private let inputs: InputSet
  private let plan: ScatteringPlan
  /// How time series are cut; nil where signals are transformed whole.
  private let blocks: TimeBlocks?
  private let computation: FeatureComputation<Sample>

  init(_ command: FeaturesCommand) throws {
    self.command = command
    format = try FeatureFormat(path: command.output)
    let machine = command.machine
    let opened = try Self.recording(command) { () throws(FileError) in
      try InputSet(
        paths: command.inputs, options: command.reading.options(color: command.color),
        parallel: machine.parallel, skipsFailures: command.onError != .fail)
    }
    let outputs = format.files(of: command.output) + Self.table(of: command)
    try opened.checkAgainstOverwriting(by: outputs)
    command.messages.report(opened, colorOption: "--color rgb")
    let configuration = try command.transform.configuration(of: opened)
    plan = ScatteringPlan(
      try ofOptions { () throws(ScatteringError) in try command.pooled(configuration) })
    blocks = try command.blocks.blocks(of: plan)
    inputs = try Self.readable(opened, command, outputs)
    let transformed = blocks?.blockPlan ?? plan
    let batch = FeatureComputation<Sample>.batchSize(
      transformed, threads: machine.parallel.threads, count: inputs.count * (blocks?.count ?? 1))
    try machine.checkMemory(for: transformed, batch: batch, of: Sample.self)
    computation = FeatureComputation(inputs, plan, blocks: blocks, batch: batch)
  }

  /// The inputs without those that cannot be read, where these are to be left out.
  private static func readable(
    _ inputs: InputSet, _ command: FeaturesCommand, _ outputs: [String]
  ) throws(FileError) -> InputSet {
    guard command.onError != .fail else { return inputs }
    // A folder that takes no file is known before all is read and not after.
    for path in outputs { try AtomicFile(path).cancel() }
    return try recording(command) { () throws(FileError) in
      try inputs.withoutFailures(as: Sample.self, parallel: command.machine.parallel)
    }
  }

  /// Opens or checks inputs; where none is left, their failures go to the table, if one is wanted.
  private static func recording(
    _ command: FeaturesCommand, _ open: () throws(FileError) -> InputSet
  ) throws(FileError) -> InputSet {
    do throws(FileError) {
      return try open()
    } catch {
      for path in table(of: command) {
        let file = try AtomicFile(path)
        let failures = ([error] + error.others).map { InputFailure(error: $0, row: 0, count: nil) }
        try FailureTable.append(failures, to: file)
        try file.finish()
      }
      throw error
    }
  }

  /// The path of the table of failures, where one is wanted.
  private static func table(of command: FeaturesCommand) -> [String] {
    command.onError == .record ? [FailureTable.path(of: command.output)] : []
  }

  func run() throws {
    let start = ContinuousClock.now
    let metadata = computation.metadata(
      toolVersion: "swift-scattering \(Scatter.version)", sampling: try command.sampling.sampling(of: inputs))
    let planner = command.machine.planner(
      command.messages, for: transformed, signalCount: computation.itemCount, mkl: command.fourier.mkl)
    let table = try Self.table(of: command).map { path throws(FileError) in try AtomicFile(path) }
    let writer = try format.makeWriter(command.output, metadata: metadata, of: Sample.self)
    try compute(to: writer, planner)
    for file in table { try FailureTable.append(inputs.failures, to: file) }
    try writer.finish()
    try AtomicFile.finish(table)
    reportFailures()
    report(metadata, seconds: (ContinuousClock.now - start) / .seconds(1))
    reportSearch(planner)
  }

  private func compute(to writer: any FeatureWriter<Sample>, _ planner: Planner) throws(FileError) {
    let machine = command.machine
    let progress = Progress(isShown: command.messages.showsProgress)
    defer { progress.finish() }
    func makeTransform() -> ScatteringTransform<Sample> {
      ScatteringTransform(
        transformed.configuration, parallel: machine.parallel, rigor: machine.rigor, planner: planner)
    }
    let unit = blocks == nil ? noun.plural : "blocks"
    try computation.run(
      to: writer, path: command.output, by: makeTransform, parallel: machine.parallel,
      progress: { progress.update($0, of: computation.itemCount, unit) })
  }

  /// The plan of what is transformed at a time.
  private var transformed: ScatteringPlan { blocks?.blockPlan ?? plan }

  /// Says what is in the file, and how long it took.
  private func report(_ metadata: FeatureMetadata, seconds: Double) {
    let planes = metadata.framesPerEntry == 1 ? "" : " in \(metadata.framesPerEntry) planes"
    let axes = metadata.arrayShape.axesText
    let cut = blocks.map { ", cut into \(grouped($0.count)) blocks of \(grouped($0.length)) samples" } ?? ""
    command.messages.logger.info(
      """
      \(command.output): \(noun.counted(metadata.entryCount)) of \(inputs.shape)\(planes)\(cut), \
      \(grouped(plan.paths.count)) features each\(shapeText), as \(Sample.name) [\(axes)], in \
      \(seconds.rounded(toPlaces: 2)) s
      """)
  }

  private var noun: SignalNoun { SignalNoun(rank: inputs.shape.rank) }

  /// The shape of every path's feature, or that they differ.
  private var shapeText: String { plan.layout.commonShape.map { " of \($0)" } ?? ", of different shapes" }

  /// Says which inputs have no row.
  private func reportFailures() {
    let failures = inputs.failures
    guard !failures.isEmpty else { return }
    let (logger, limit) = (command.messages.logger, FileError.listLimit)
    if command.onError == .skip {
      for failure in failures.prefix(limit) { logger.warning("\(failure.error)") }
      if failures.count > limit { logger.warning("and \(grouped(failures.count - limit)) more") }
    }
    let count = failures.count == 1 ? "1 input was" : "\(grouped(failures.count)) inputs were"
    let table = Self.table(of: command).first.map { ": \($0) says why" } ?? ""
    logger.warning("\(count) left out\(table)")
  }

  private func reportSearch(_ planner: Planner) {
    guard planner.searchTimeLeft == .zero else { return }
    let sides = transformed.grid.dimensions.axesText
    command.messages.logger.info(
      """
      The search for fast transforms of \(sides) samples was cut short: with --rigor measure once, later runs are faster.
      """)
  }
}
