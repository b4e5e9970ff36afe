import Scattering
import Synchronization

/// The way from input files to a feature file, a batch at a time: while one batch is transformed, the one before is written and
/// the next is read. Memory depends on the batch, not on the number of images.
public struct FeatureComputation<Sample: ScatteringScalar> {
  private let inputs: InputSet
  private let plan: ScatteringPlan
  private let batch: Int

  /// A computation that has planned no transform and read nothing yet.
  ///
  /// - Parameter batch: Images transformed at a time, at least one.
  /// - Precondition: the inputs have the plan's shape.
  public init(_ inputs: InputSet, _ plan: ScatteringPlan, batch: Int) {
    precondition(batch >= 1, "batches of \(batch) images")
    precondition(
      inputs.shape == plan.configuration.shape, "images of \(inputs.shape) for \(plan.configuration.shape)")
    (self.inputs, self.plan, self.batch) = (inputs, plan, batch)
  }

  /// A good size of batches: some ten megabytes of images and features, but one image a thread at least, and no more than there
  /// are.
  public static func batchSize(_ plan: ScatteringPlan, threads: Int, count: Int) -> Int {
    let bytes = (plan.layout.count + plan.configuration.shape.count) * MemoryLayout<Sample>.stride
    let whole = (10 << 20) / bytes / threads * threads
    return max(1, min(max(whole, threads), count))
  }

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
  ///   - makeTransform: Makes the transform of the plan, once the first batch is read: damage in it is found before time goes
  ///     into filters and Fourier transforms.
  ///   - progress: Called with the number of images that are done, after each batch.
  /// - Throws: `FileError` of features that cannot be written, or of inputs that cannot be read: those behind the first that cannot
  ///   are then decoded, so that the error holds all that fail, as far as it lists them.
  public func run(
    to writer: any FeatureWriter<Sample>, by makeTransform: () -> ScatteringTransform<Sample>,
    parallel: Parallel = Parallel(), progress: (Int) -> Void
  ) throws(FileError) {
    var done = 0
    do throws(FileError) {
      try run(to: writer, by: makeTransform) { count in
        done = count
        progress(count)
      }
    } catch {
      guard error.kind != .cannotWrite, done < inputs.count else { throw error }
      throw inputs.failure(from: done, as: Sample.self, parallel: parallel) ?? error
    }
  }

  private func run(
    to writer: any FeatureWriter<Sample>, by makeTransform: () -> ScatteringTransform<Sample>,
    _ progress: (Int) -> Void
  ) throws(FileError) {
    let slots = [makeSlot(), makeSlot()]
    defer { withExtendedLifetime(slots) {} }
    let ranges = (0..<inputs.count).chunks(of: batch)
    if let first = ranges.first { try inputs.read(first, into: slots[0].images.base) }
    let transform = makeTransform()
    precondition(transform.configuration == plan.configuration, "a transform of another plan")
    try run(transform, on: ranges, through: slots, to: writer, progress)
  }

  /// - Parameter slots: The first one holds the images of the first range.
  private func run(
    _ transform: ScatteringTransform<Sample>, on ranges: [Range<Int>], through slots: [Slot],
    to writer: any FeatureWriter<Sample>, _ progress: (Int) -> Void
  ) throws(FileError) {
    let background = BackgroundWork()
    let failure = Mutex<FileError?>(nil)
    let workspace = transform.makeWorkspace()
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
      progress(range.upperBound)
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
      results: AlignedBuffer(uninitialized: batch * plan.layout.count), featureCount: plan.layout.count)
  }
}
