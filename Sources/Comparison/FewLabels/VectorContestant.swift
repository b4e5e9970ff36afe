import Learning

/// A classifier of vectors: pixels or features.
public struct VectorContestant: Contestant {
  public let name: String
  public let family: ContestantFamily
  public let detail: String
  private let vectors: VectorSet
  private let learner: PipelineLearner

  /// - Parameter vectors: Of the images of every round, in their order.
  public init(
    name: String, family: ContestantFamily, detail: String, vectors: VectorSet, steps: [Preprocessing] = [],
    learner: any Learner
  ) {
    (self.name, self.family, self.detail, self.vectors) = (name, family, detail, vectors)
    self.learner = PipelineLearner(steps: steps, pathWidth: vectors.pathWidth, learner: learner)
  }

  public var dimension: Int? { vectors.dimension }
  public var parameterCount: Int? { nil }
  public var candidateCount: Int { learner.candidateCount }
  public var identity: String {
    let settings = (0..<candidateCount).map(learner.describe).joined(separator: "; ")
    return "\(vectors.name), \(learner.name): \(settings)"
  }

  public func compete(_ round: FewLabelRound) throws -> Outcome {
    let clock = ContinuousClock()
    let start = clock.now
    let samples = LabelledVectors(
      round.places.count == vectors.train.rows ? vectors.train : vectors.train.selecting(round.places),
      labels: round.labels, classCount: round.train.classCount)
    let validation = try CrossValidation(
      folds: round.tuning.folds, seed: round.seed, sampleLimit: round.tuning.sampleLimit)
    let (model, choice) = try validation.fit(learner, to: samples, parallel: round.parallel)
    let trained = clock.now
    let predictions = model.predict(vectors.test, parallel: round.parallel)
    let end = clock.now
    return Outcome(
      error: round.error(of: predictions), chosen: choice.hyperparameters,
      trainingSeconds: (trained - start) / .seconds(1) + Double(samples.count) * vectors.secondsPerImage,
      inferenceSeconds: (end - trained) / .seconds(1) / Double(round.test.count) + vectors.secondsPerImage)
  }
}
