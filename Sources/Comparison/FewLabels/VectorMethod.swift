import Learning

/// A classifier of vectors: pixels or features.
public struct VectorMethod: ComparedMethod {
  public let name: String
  public let family: MethodFamily
  public let detail: String
  private let vectors: VectorSet
  private let learner: PipelineLearner

  /// - Parameter vectors: Of the images of every trial, in their order.
  public init(
    name: String, family: MethodFamily, detail: String, vectors: VectorSet, steps: [Preprocessing] = [],
    learner: any Learner
  ) {
    (self.name, self.family, self.detail, self.vectors) = (name, family, detail, vectors)
    self.learner = PipelineLearner(steps: steps, pathWidth: vectors.pathWidth, learner: learner)
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
    let samples = LabelledVectors(
      trial.indices.count == vectors.train.rows ? vectors.train : vectors.train.selecting(trial.indices),
      labels: trial.labels, classCount: trial.train.classCount)
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
}
