import Scattering
import Synchronization

/// Signals that are transformed a batch at a time: while one batch is, the one before is written and the next is read.
struct BatchPipeline<Sample: ScatteringScalar> {
  /// The signals, of which as many as `batch` are transformed at a time.
  let count, batch: Int
  /// The plan of what is transformed: the samples of a signal, and its features.
  let plan: ScatteringPlan
  /// Reads the signals of a range.
  let read: @Sendable (Range<Int>, UnsafeMutablePointer<Sample>) throws(FileError) -> Void
  /// Writes their features. Called in order, at one time with `read` never.
  let write: @Sendable (Range<Int>, UnsafeBufferPointer<Sample>) throws(FileError) -> Void

  /// - Parameters:
  ///   - makeTransform: Called once the first batch is read: damage in it is found before time goes into filters and transforms.
  ///   - progress: Called with the number of signals that are done, after each batch.
  func run(
    by makeTransform: () -> ScatteringTransform<Sample>, progress: (Int) -> Void
  ) throws(FileError) {
    let slots = [makeSlot(), makeSlot()]
    defer { withExtendedLifetime(slots) {} }
    let ranges = (0..<count).chunks(of: batch)
    if let first = ranges.first { try read(first, slots[0].signals.base) }
    let transform = makeTransform()
    precondition(transform.configuration == plan.configuration, "a transform of another plan")
    try run(transform, on: ranges, through: slots, progress)
  }

  /// - Parameter slots: The first one holds the signals of the first range.
  private func run(
    _ transform: ScatteringTransform<Sample>, on ranges: [Range<Int>], through slots: [Slot],
    _ progress: (Int) -> Void
  ) throws(FileError) {
    let background = BackgroundWork()
    let failure = Mutex<FileError?>(nil)
    let workspace = transform.makeWorkspace()
    for (index, range) in ranges.enumerated() {
      let (now, other) = (slots[index % 2], slots[(index + 1) % 2])
      let next = index + 1 < ranges.count ? ranges[index + 1] : nil
      let previous = index > 0 ? ranges[index - 1] : nil
      background.start { [read, write] in
        do throws(FileError) {
          if let previous { try write(previous, other.features(previous.count)) }
          if let next { try read(next, other.signals.base) }
        } catch { failure.withLock { $0 = error } }
      }
      transform.execute(
        UnsafePointer(now.signals.base), count: range.count, into: now.results.base, workspace)
      background.wait()
      if let error = failure.withLock({ $0 }) { throw error }
      progress(range.upperBound)
    }
    if let last = ranges.last { try write(last, slots[(ranges.count - 1) % 2].features(last.count)) }
  }

  /// The memory of one batch.
  private struct Slot: Sendable {
    let signals, results: AlignedBuffer<Sample>
    let featureCount: Int

    func features(_ count: Int) -> UnsafeBufferPointer<Sample> {
      UnsafeBufferPointer(rebasing: results.elements.prefix(count * featureCount))
    }
  }

  private func makeSlot() -> Slot {
    Slot(
      signals: AlignedBuffer(uninitialized: batch * plan.configuration.shape.count),
      results: AlignedBuffer(uninitialized: batch * plan.layout.count), featureCount: plan.layout.count)
  }
}
