import Arrays

/// Scattering features: for each signal one block, in which `layout` says where each path's samples lie.
///
/// Where all paths' features have one shape, as averages have, they are an array `[batch..., path, space...]`, last axis contiguous.
public struct Features<Sample: Scalar>: Sendable {
  /// The leading axes, as the signals had them.
  public let batch: [Int]
  /// The names along the path axis.
  public let paths: [ScatteringPath]
  /// Where each path's samples lie in the block of one signal.
  public let layout: FeatureLayout
  let storage: AlignedBuffer<Sample>

  /// Features, or cotangents of features, from their samples, block after block.
  /// - Precondition: As many samples as the layout calls for, and a name for each of its entries.
  public init(
    _ samples: some Collection<Sample>, batch: [Int] = [], paths: [ScatteringPath], layout: FeatureLayout
  ) {
    let count = batch.reduce(1, *) * layout.count
    precondition(samples.count == count, "\(samples.count) samples for features that take \(count)")
    let storage = AlignedBuffer<Sample>(uninitialized: count)
    withExtendedLifetime(storage) { _ = storage.mutableElements.update(fromContentsOf: samples) }
    self.init(batch: batch, paths: paths, layout: layout, storage: storage)
  }

  /// Features of one shape, from their samples in row-major order.
  /// - Precondition: As many samples as the axes call for.
  public init(_ samples: some Collection<Sample>, batch: [Int] = [], paths: [ScatteringPath], shape: Shape) {
    let layout = FeatureLayout(shapes: [Shape](repeating: shape, count: paths.count))
    self.init(samples, batch: batch, paths: paths, layout: layout)
  }

  init(batch: [Int], paths: [ScatteringPath], layout: FeatureLayout, storage: AlignedBuffer<Sample>) {
    precondition(
      layout.entries.count == paths.count, "\(paths.count) names for \(layout.entries.count) paths")
    (self.batch, self.paths, self.layout, self.storage) = (batch, paths, layout, storage)
  }

  /// The axes of every path's feature.
  /// - Precondition: They are the same for all paths, as they are of averages.
  public var shape: Shape {
    guard let shape = layout.commonShape else {
      preconditionFailure("features that differ in shape from path to path")
    }
    return shape
  }

  /// The length of every axis.
  /// - Precondition: All paths' features have one shape.
  public var dimensions: [Int] { batch + [paths.count] + shape.dimensions }

  /// All samples, block after block; in row-major order where the features are an array.
  public var samples: [Sample] { storage.copy }

  /// Calls `body` with all samples, block after block.
  public func withUnsafeSamples<Result>(_ body: (UnsafeBufferPointer<Sample>) throws -> Result) rethrows
    -> Result
  {
    try withExtendedLifetime(storage) { try body(storage.elements) }
  }

  /// The samples of one path of one signal.
  /// - Parameter signal: Index in the flattened batch.
  public func samples(ofSignal signal: Int = 0, path: Int) -> [Sample] {
    let range = layout.range(ofPath: path)
    let start = signal * layout.count
    return withExtendedLifetime(storage) {
      Array(storage.elements[(start + range.lowerBound)..<(start + range.upperBound)])
    }
  }
}
