/// Real samples on a grid, with any number of leading batch axes: an array `[batch..., space...]`, last axis
/// contiguous.
public struct Signal<Sample: Scalar>: Sendable {
  /// The leading axes; empty for one signal.
  public let batch: [Int]
  /// The spatial axes of one signal.
  public let shape: Shape
  package let storage: AlignedBuffer<Sample>

  /// The number of signals: the product of the batch axes.
  public var batchCount: Int { batch.reduce(1, *) }

  /// Signals from their samples in row-major order.
  /// - Precondition: there are as many samples as `batch` and `shape` call for.
  public init(_ samples: some Collection<Sample>, batch: [Int] = [], shape: Shape) {
    self.init(batch: batch, shape: shape) { buffer in
      precondition(
        samples.count == buffer.count,
        "\(samples.count) samples for batch \(batch) of \(shape), which takes \(buffer.count)")
      _ = buffer.update(fromContentsOf: samples)
    }
  }

  /// Signals whose samples `fill` writes; it must set every one.
  public init<Failure: Error>(
    batch: [Int] = [], shape: Shape,
    fill: (UnsafeMutableBufferPointer<Sample>) throws(Failure) -> Void
  ) throws(Failure) {
    self.batch = batch
    self.shape = shape
    storage = AlignedBuffer(uninitialized: batch.reduce(1, *) * shape.count)
    try withExtendedLifetime(storage) { () throws(Failure) in try fill(storage.mutableElements) }
  }

  /// All samples in row-major order.
  public var samples: [Sample] { storage.copy }

  /// Calls `body` with all samples in row-major order.
  public func withUnsafeSamples<Result>(_ body: (UnsafeBufferPointer<Sample>) throws -> Result) rethrows
    -> Result
  {
    try withExtendedLifetime(storage) { try body(storage.elements) }
  }

  /// The samples of signal `index` of the flattened batch; good only while the signal lives.
  package func samples(of index: Int) -> UnsafePointer<Sample> {
    UnsafePointer(storage.base + index * shape.count)
  }
}
