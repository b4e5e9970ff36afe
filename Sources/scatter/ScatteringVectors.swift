import Comparison
import Files
import Learning
import Scattering

/// The scattering features of a data set's images: from the cache, or computed and kept there.
struct ScatteringVectors {
  let split: DatasetSplit
  let resize: Shape?
  let cache: FeatureCache
  let configuration: ScatteringConfiguration
  let machine: MachineOptions
  let messages: Messages

  /// Features of all orders, for training and test images, and those up to order 1 alone.
  func sets() -> (all: VectorSet, first: VectorSet) {
    let transform = self.transform
    let train = features(of: split.train.signals, split.trainIdentity, transform, "training images")
    let test = features(of: split.test.signals, split.testIdentity, transform, "test images")
    let all = VectorSet(
      name: words(configuration), train: train, test: test, pathWidth: transform.plan.outputShape.count,
      secondsPerImage: transform.secondsPerSignal(of: split.test.signals))
    return (all, firstOrder(of: all, transform))
  }

  /// Of all orders.
  var transform: ScatteringTransform<Float> { makeTransform(configuration) }

  private func firstOrder(of all: VectorSet, _ transform: ScatteringTransform<Float>) -> VectorSet {
    let first = configuration.limited(to: 1)
    let paths = transform.paths.prefix { $0.order <= 1 }.count
    return all.prefix(
      paths * all.pathWidth, name: words(first),
      secondsPerImage: makeTransform(first).secondsPerSignal(of: split.test.signals))
  }

  private func makeTransform(_ configuration: ScatteringConfiguration) -> ScatteringTransform<Float> {
    ScatteringTransform(
      configuration, parallel: machine.parallel, rigor: machine.rigor, planner: machine.planner(messages))
  }

  private func features(
    of signals: Signal<Float>, _ identity: [String], _ transform: ScatteringTransform<Float>, _ unit: String
  ) -> Matrix {
    let key = FeatureKey(configuration, files: identity, color: .gray, resize: resize)
    let (rows, columns) = (signals.batchCount, transform.featureCount)
    if let kept = cache.features(for: key, rows: rows, columns: columns) {
      messages.logger.info("features of \(grouped(rows)) \(unit): from \(cache.folder.path)")
      return kept
    }
    let progress = Progress(isShown: messages.showsProgress)
    let computed = Matrix(signals, by: transform) { progress.update($0, of: rows, unit) }
    progress.finish()
    cache.keep(computed, for: key)
    return computed
  }

  private func words(_ configuration: ScatteringConfiguration) -> String {
    """
    scattering of J = \(configuration.scales), L = \(configuration.orientations), padding \
    \(configuration.padding.rawValue), oversampling \(configuration.oversampling), normalisation \
    \(configuration.normalization.rawValue)
    """
  }
}

extension ScatteringConfiguration {
  /// The same with shorter paths.
  func limited(to order: Int) -> ScatteringConfiguration {
    // Fewer paths than a valid configuration has.
    try! ScatteringConfiguration(
      shape: shape, scales: scales, orientations: orientations, maximalOrder: min(order, maximalOrder),
      padding: padding, oversampling: oversampling, normalization: normalization)
  }
}
