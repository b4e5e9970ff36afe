import Arrays
import Deformations
import Representations

/// The deformed images of an experiment, for those who ask something else of them than distances: the same fields of the
/// same seed, warped alike.
public struct DeformedImages: Sendable {
  private let experiment: Experiment

  /// Some deformed images of one kind and amplitude.
  public struct Batch: Sendable {
    public let kind: DeformationKind
    public let amplitude: Double
    /// The index of the image behind each of the signals, ascending.
    public let images: [Int]
    public let signals: Signal<Double>
  }

  /// - Parameter images: Any batch axes; counted in row-major order.
  /// - Throws: `StabilityError`.
  public init(
    _ images: Signal<Double>, settings: ExperimentSettings, parallel: Parallel = Parallel()
  ) throws(StabilityError) {
    experiment = try Experiment(
      representations: [RawPixels(shape: images.shape)], images: images, settings: settings,
      parallel: parallel)
  }

  /// The number of signals in all batches.
  public var count: Int {
    let settings = experiment.settings
    return settings.kinds.count * settings.amplitudes.count * settings.fieldCount * experiment.names.count
  }

  /// Calls `body` with every image under `fieldCount` fields of each kind and amplitude; under noise of matched norm for that kind.
  public func forEachBatch(_ body: (Batch) throws -> Void) throws {
    let settings = experiment.settings
    let sizes = BatchSizes(shape: experiment.images.shape, dimensions: [experiment.images.shape.count])
    for chunk in (0..<experiment.names.count).chunks(of: sizes.images) {
      let group = try ImageGroup(experiment, chunk)
      for cell in settings.cells {
        let maker = BatchMaker(
          cell.kind, amplitude: cell.amplitude, settings: settings, group: group,
          parallel: experiment.parallel)
        for items in (0..<(group.count * settings.fieldCount)).chunks(of: sizes.signals) {
          let batch = maker.batch(items)
          let images = items.map { group.first + $0 / settings.fieldCount }
          try body(
            Batch(
              kind: cell.kind, amplitude: cell.amplitude, images: images,
              signals: experiment.units.restored(batch.signals.slice(0..<batch.count), of: images)))
        }
      }
    }
  }
}
