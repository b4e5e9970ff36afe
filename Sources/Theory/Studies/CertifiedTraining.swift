import Learning
import Representations
import Scattering

/// A linear classifier on non-expansive scattering whose robustness is certified: ridge regression on plain features, without
/// logarithm, so that the constant of the whole pipeline is known.
struct CertifiedTraining {
  /// The name of the classifier in a report.
  static let name = "scattering, certified"

  let transform: ScatteringTransform<Double>
  let parallel: Parallel

  /// - Parameter configuration: Of the comparison; filters are made non-expansive.
  init(
    _ configuration: ScatteringConfiguration, parallel: Parallel, rigor: Rigor, planner: Planner
  ) throws(ScatteringError) {
    let nonexpansive = try configuration.with(padding: .zero, normalization: .nonexpansive)
    transform = ScatteringTransform(nonexpansive, parallel: parallel, rigor: rigor, planner: planner)
    self.parallel = parallel
  }

  /// - Parameter sampleLimit: The number of samples by which the penalty is chosen; all where nil.
  func train(on samples: LabelledSignals, seed: UInt64, sampleLimit: Int? = nil) throws -> CertifiedHead {
    let features = LabelledVectors(
      vectors(of: samples), labels: samples.labels, classCount: samples.classCount)
    let learner = try Ridge()
    let model = try CrossValidation(seed: seed, sampleLimit: sampleLimit).fit(
      learner, to: features, parallel: parallel
    ).model
    let head = LinearHead(
      weights: model.weights.elements.map(Double.init), offsets: model.offsets.elements.map(Double.init))
    return CertifiedHead(transform, head, parallel: parallel)
  }

  private func vectors(of samples: LabelledSignals) -> Matrix<Float> {
    var elements: [Float] = []
    elements.reserveCapacity(samples.count * transform.featureCount)
    for chunk in (0..<samples.count).chunks(of: 256) {
      let features = transform(samples.doubles(chunk))
      features.withUnsafeSamples { elements += $0.map(Float.init) }
    }
    return Matrix(elements, rows: samples.count, columns: transform.featureCount)
  }
}
