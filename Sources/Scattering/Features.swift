/// Scattering features, an array `[batch..., path, space...]`, last axis contiguous.
public struct Features<Sample: Scalar>: Sendable {
  /// The leading axes, as the signals had them.
  public let batch: [Int]
  /// The names along the path axis.
  public let paths: [ScatteringPath]
  /// The spatial axes.
  public let shape: Shape
  let storage: AlignedBuffer<Sample>

  /// Features, or cotangents of features, from their samples in row-major order.
  /// - Precondition: as many samples as the axes call for.
  public init(_ samples: some Collection<Sample>, batch: [Int] = [], paths: [ScatteringPath], shape: Shape) {
    let count = batch.reduce(1, *) * paths.count * shape.count
    precondition(samples.count == count, "\(samples.count) samples for features that take \(count)")
    let storage = AlignedBuffer<Sample>(uninitialized: count)
    _ = storage.mutableElements.update(fromContentsOf: samples)
    self.init(batch: batch, paths: paths, shape: shape, storage: storage)
  }

  init(batch: [Int], paths: [ScatteringPath], shape: Shape, storage: AlignedBuffer<Sample>) {
    (self.batch, self.paths, self.shape, self.storage) = (batch, paths, shape, storage)
  }

  /// The length of every axis.
  public var dimensions: [Int] { batch + [paths.count] + shape.dimensions }

  /// All samples in row-major order.
  public var samples: [Sample] { Array(storage.elements) }

  /// Calls `body` with all samples in row-major order.
  public func withUnsafeSamples<Result>(_ body: (UnsafeBufferPointer<Sample>) throws -> Result) rethrows
    -> Result
  {
    try body(storage.elements)
  }

  /// The samples of one path of one signal.
  /// - Parameter signal: Index in the flattened batch.
  public func samples(ofSignal signal: Int = 0, path: Int) -> [Sample] {
    let start = (signal * paths.count + path) * shape.count
    return Array(storage.elements[start..<(start + shape.count)])
  }
}
