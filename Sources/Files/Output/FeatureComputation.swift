import Scattering

/// The way from input files to a feature file, a batch at a time. Memory depends on the batch, not on the number of signals; of time
/// series that are cut into blocks not on their length either.
public struct FeatureComputation<Sample: ScatteringScalar> {
  private let inputs: InputSet
  private let plan: ScatteringPlan
  private let blocks: TimeBlocks?
  private let batch: Int

  /// A computation that has planned no transform and read nothing yet.
  ///
  /// - Parameters:
  ///   - blocks: How each series is cut; nil to transform signals whole.
  ///   - batch: Signals, or blocks of them, that are transformed at a time, at least one.
  /// - Precondition: the inputs have the plan's shape, and blocks are of that plan.
  public init(_ inputs: InputSet, _ plan: ScatteringPlan, blocks: TimeBlocks? = nil, batch: Int) {
    precondition(batch >= 1, "batches of \(batch) images")
    precondition(
      blocks == nil || blocks?.plan.configuration == plan.configuration, "blocks of another plan")
    self.blocks = blocks
    precondition(
      inputs.shape == plan.configuration.shape, "images of \(inputs.shape) for \(plan.configuration.shape)")
    (self.inputs, self.plan, self.batch) = (inputs, plan, batch)
  }

  /// A good size of batches: some ten megabytes of signals and features, but one signal a thread at least, of large ones one, which
  /// threads share; and no more than there are.
  public static func batchSize(_ plan: ScatteringPlan, threads: Int, count: Int) -> Int {
    let bytes = (plan.layout.count + plan.configuration.shape.count) * MemoryLayout<Sample>.stride
    guard bytes < 64 << 20 else { return 1 }
    let whole = (10 << 20) / bytes / threads * threads
    return max(1, min(max(whole, threads), count))
  }

  /// What is computed at a time: signals, or blocks of all of them.
  public var itemCount: Int { inputs.count * (blocks?.count ?? 1) }

  /// The metadata that the feature file holds.
  /// - Parameters:
  ///   - toolVersion: Such as `swift-scattering 0.1.0`.
  ///   - sampling: How dense samples are, where that is known better than by the inputs.
  public func metadata(toolVersion: String, sampling: Sampling? = nil) -> FeatureMetadata {
    FeatureMetadata(
      toolVersion: toolVersion, configuration: plan.configuration, precision: Sample.self,
      batch: inputs.batch, layout: plan.layout, spacings: plan.paths.indices.map { plan.spacing(ofPath: $0) },
      inputs: inputs.names, paths: plan.paths,
      skipped: inputs.failures.map { SkippedInput(name: $0.name, row: $0.row, count: $0.count) },
      reading: InputReading(inputs.options), frequencyUnit: (sampling ?? inputs.sampling)?.frequencyUnit)
  }

  /// Appends the features of all inputs to a writer, which is not finished.
  ///
  /// - Parameters:
  ///   - path: That of the feature file: features of blocks gather in its folder.
  ///   - makeTransform: Makes the transform of the plan, or of the blocks' plan, once the first batch is read: damage in it is found before
  ///     time goes into filters and Fourier transforms.
  ///   - progress: Called with the number of items that are done, after each batch.
  /// - Throws: `FileError` of features that cannot be written, or of inputs that cannot be read: those behind the first that cannot
  ///   are then decoded, so that the error holds all that fail, as far as it lists them.
  public func run(
    to writer: any FeatureWriter<Sample>, path: String, by makeTransform: () -> ScatteringTransform<Sample>,
    parallel: Parallel = Parallel(), progress: (Int) -> Void
  ) throws(FileError) {
    var done = 0
    do throws(FileError) {
      try run(to: writer, path: path, by: makeTransform) { count in
        done = count / (blocks?.count ?? 1)
        progress(count)
      }
    } catch {
      guard error.kind != .cannotWrite, done < inputs.count else { throw error }
      throw inputs.failure(from: done, as: Sample.self, parallel: parallel) ?? error
    }
  }

  private func run(
    to writer: any FeatureWriter<Sample>, path: String, by makeTransform: () -> ScatteringTransform<Sample>,
    _ progress: (Int) -> Void
  ) throws(FileError) {
    nonisolated(unsafe) let writer = writer
    guard let blocks else {
      let pipeline = BatchPipeline<Sample>(
        count: inputs.count, batch: batch, plan: plan,
        read: { [inputs] (range, out) throws(FileError) in try inputs.read(range, into: out) },
        write: { (_, features) throws(FileError) in try writer.append(features) })
      return try pipeline.run(by: makeTransform, progress: progress)
    }
    nonisolated(unsafe) let assembly = try BlockAssembly(inputs, blocks, to: writer, path: path)
    let pipeline = BatchPipeline<Sample>(
      count: itemCount, batch: batch, plan: blocks.blockPlan,
      read: { (range, out) throws(FileError) in try assembly.read(range, into: out) },
      write: { (range, features) throws(FileError) in try assembly.write(range, features) })
    try pipeline.run(by: makeTransform, progress: progress)
  }
}
