import Files
import Learning
import Numerical
import Scattering

/// The scattering features of a data set's images: from a cache, or computed and kept there.
public struct ScatteringVectors {
  /// What is reported while features are made ready.
  public enum Progress: Sendable {
    /// The features of all `count` images of a part were in the cache; `part` is `training images` or `test images`.
    case kept(count: Int, part: String)
    /// The features of `count` of the `total` images of a part are done.
    case computed(count: Int, total: Int, part: String)
  }

  private let split: DatasetSplit
  private let reading: InputOptions
  private let cache: FeatureCache
  private let configuration: ScatteringConfiguration
  private let parallel: Parallel
  private let rigor: Rigor
  private let planner: Planner
  /// The training images that vectors are of, ascending; nil for all.
  let trainIndices: [Int]?

  /// - Parameters:
  ///   - configuration: Of the longest paths that are wanted.
  ///   - reading: How the images were read.
  ///   - trainIndices: The training images that are learned from, ascending, where these are not all.
  public init(
    _ split: DatasetSplit, reading: InputOptions, configuration: ScatteringConfiguration, cache: FeatureCache,
    parallel: Parallel, rigor: Rigor, planner: Planner, trainIndices: [Int]? = nil
  ) {
    self.trainIndices = trainIndices
    (self.split, self.reading, self.configuration, self.cache) = (split, reading, configuration, cache)
    (self.parallel, self.rigor, self.planner) = (parallel, rigor, planner)
  }

  /// Features of all orders, for training and test images, and those up to order 1 alone.
  public func sets(progress: (Progress) -> Void = { _ in }) -> (all: VectorSet, first: VectorSet) {
    let transform = self.transform
    let train = trainFeatures(transform, progress)
    let test = features(of: split.test.signals, split.testFingerprint, transform, "test images", progress)
    let all = VectorSet(
      name: description(of: configuration), train: train, trainIndices: trainIndices, test: test,
      pathWidth: transform.plan.outputShape.count,
      secondsPerImage: transform.secondsPerSignal(of: split.test.signals),
      vectors: { Matrix($0, by: transform) })
    return (all, firstOrder(of: all, transform))
  }

  /// The transform of all orders.
  public var transform: ScatteringTransform<Float> { makeTransform(configuration) }

  private func firstOrder(of all: VectorSet, _ transform: ScatteringTransform<Float>) -> VectorSet {
    // Fewer paths than a valid configuration has.
    let first = try! configuration.with(maximalOrder: min(1, configuration.maximalOrder))
    let paths = transform.paths.prefix { $0.order <= 1 }.count
    return all.prefix(
      paths * all.pathWidth, name: description(of: first),
      secondsPerImage: makeTransform(first).secondsPerSignal(of: split.test.signals))
  }

  private func makeTransform(_ configuration: ScatteringConfiguration) -> ScatteringTransform<Float> {
    ScatteringTransform(configuration, parallel: parallel, rigor: rigor, planner: planner)
  }

  /// Few of many images are computed anew, which takes less time and memory than all of them from the cache.
  private func trainFeatures(_ transform: ScatteringTransform<Float>, _ progress: (Progress) -> Void)
    -> Matrix<
      Float
    >
  {
    let part = "training images"
    guard let trainIndices else {
      return features(of: split.train.signals, split.trainFingerprint, transform, part, progress)
    }
    let signals = split.train.selecting(trainIndices).signals
    return Matrix(signals, by: transform) {
      progress(.computed(count: $0, total: trainIndices.count, part: part))
    }
  }

  private func features(
    of signals: Signal<Float>, _ files: [String], _ transform: ScatteringTransform<Float>, _ part: String,
    _ progress: (Progress) -> Void
  ) -> Matrix<Float> {
    let key = FeatureKey(configuration, files: files, reading: reading)
    let (rows, columns) = (signals.batchCount, transform.featureCount)
    var isKept = true
    let features = cache.features(for: key, rows: rows, columns: columns) {
      isKept = false
      return Matrix(signals, by: transform) { progress(.computed(count: $0, total: rows, part: part)) }
    }
    if isKept { progress(.kept(count: rows, part: part)) }
    return features
  }

  private func wavelets(of configuration: ScatteringConfiguration) -> String {
    configuration.wavelets.rank == 2 ? "L = \(configuration.orientations)" : "\(configuration.wavelets)"
  }

  /// What is read, where it is not the average over 2^J samples by Kymatio's present numbers. Journals tell transforms apart by it.
  private func readout(of configuration: ScatteringConfiguration) -> String {
    var text = configuration.readout == .average ? "" : ", read as \(configuration.readout)"
    if configuration.averaging != 1 << configuration.scales {
      text += ", averages over \(configuration.averaging)"
    }
    return configuration.convention == .kymatio
      ? text : text + ", convention \(configuration.convention.rawValue)"
  }

  private func description(of configuration: ScatteringConfiguration) -> String {
    """
    scattering of J = \(configuration.scales), \(wavelets(of: configuration)), padding \
    \(configuration.padding.rawValue), oversampling \(configuration.oversampling), normalisation \
    \(configuration.normalization.rawValue)\(readout(of: configuration))
    """
  }
}
