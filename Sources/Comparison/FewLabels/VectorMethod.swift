import Arrays
import Learning
import Numerical

/// A classifier of vectors: pixels or features.
///
/// Among the settings that cross-validation chooses from are means over the positions of paths, where these have several, and, where the method learns
/// from copies, training images with shifted and with shifted and mirrored copies (`ImageCopies`).
public struct VectorMethod: ComparedMethod {
  public let name: String
  public let family: MethodFamily
  public let detail: String
  private let vectors: VectorSet
  private let learners: [PipelineLearner]
  private let copies: Bool

  /// - Parameters:
  ///   - vectors: Of the images of every trial, in their order.
  ///   - pooling: Whether features are taken at every position, as means, or both ways among the settings.
  ///   - copies: Whether copies of the training images are among the settings; the set then says how vectors are computed.
  public init(
    name: String, family: MethodFamily, detail: String, vectors: VectorSet, steps: [Preprocessing] = [],
    learner: any Learner, pooling: FeaturePooling = .chosen, copies: Bool = false
  ) {
    precondition(
      !copies || vectors.vectors != nil, "\(name): copies of images without a way to their vectors")
    (self.name, self.family, self.detail, self.vectors) = (name, family, detail, vectors)
    self.copies = copies
    let firstSteps = vectors.pathWidth > 1 ? pooling.firstSteps : [[]]
    learners = firstSteps.map {
      PipelineLearner(steps: $0 + steps, pathWidth: vectors.pathWidth, learner: learner)
    }
  }

  private var learner: VariantLearner { learner(copies: copies) }

  private func learner(copies: Bool) -> VariantLearner {
    let ways = copies ? ImageCopies.ways.indices.map { $0 as Int? } : []
    return VariantLearner(
      variants: ([nil] + ways).flatMap { way in learners.map { variant($0, way: way) } },
      blockSize: vectors.dimension)
  }

  private func variant(_ learner: PipelineLearner, way: Int?) -> VariantLearner.Variant {
    let isPooled = learner.steps.first == .mean
    let texts = [isPooled ? "means" : nil, way.map(ImageCopies.text)].compactMap(\.self)
    let blocks = way.map { Array(ImageCopies.blocks(ofWay: $0)) }
    return VariantLearner.Variant(
      text: texts.joined(separator: ", "), blocks: [0] + (blocks ?? []), learner: learner)
  }

  public var dimension: Int? { vectors.dimension }
  public var parameterCount: Int? { nil }
  public var candidateCount: Int { learner.candidateCount }
  public var fingerprint: String {
    let settings = (0..<candidateCount).map(learner.describe).joined(separator: "; ")
    return "\(vectors.name), \(learner.name): \(settings)"
  }

  public func evaluate(_ trial: FewLabelTrial) throws -> Outcome {
    let clock = ContinuousClock()
    let start = clock.now
    let own = vectors.train(trial.indices)
    let hasCopies = copies && trial.indices.count <= ImageCopies.imageLimit
    let learner = learner(copies: hasCopies)
    let samples = LabelledVectors(
      hasCopies ? withCopies(own, trial) : own, labels: trial.labels, classCount: trial.train.classCount)
    let validation = try CrossValidation(
      folds: trial.tuning.folds, seed: trial.seed, sampleLimit: trial.tuning.sampleLimit)
    let (model, choice) = try validation.fit(learner, to: samples, parallel: trial.parallel)
    let trained = clock.now
    let predictions = model.predict(vectors.test, parallel: trial.parallel)
    let end = clock.now
    var outcome = Outcome(
      errors: trial.errors(of: predictions), chosen: choice.hyperparameters,
      trainingSeconds: (trained - start) / .seconds(1) + Double(samples.count) * vectors.secondsPerImage,
      inferenceSeconds: (end - trained) / .seconds(1) / Double(trial.test.count) + vectors.secondsPerImage)
    outcome.choice = ChoiceQuality(heldOutCount: choice.samples, edges: learner.edges(choice.candidate))
    return outcome
  }

  private func withCopies(_ own: Matrix<Float>, _ trial: FewLabelTrial) -> Matrix<Float> {
    ImageCopies.rows(
      own, of: trial.train.selecting(trial.indices).signals, seed: trial.seed, parallel: trial.parallel,
      by: vectors.vectors!)
  }
}

/// Whether features are taken at every position of an image, or as their means over it.
public enum FeaturePooling: String, CaseIterable, Codable, Sendable {
  case none, mean
  /// Chosen by cross-validation among the settings.
  case chosen

  /// What comes before all other steps, an entry a form that features are tried in.
  var firstSteps: [[Preprocessing]] {
    switch self {
    case .none: [[]]
    case .mean: [[.mean]]
    case .chosen: [[], [.mean]]
    }
  }
}
