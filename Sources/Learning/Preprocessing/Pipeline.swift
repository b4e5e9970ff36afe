import Numerical
import Scattering

/// Fitted preprocessing and a fitted classifier: what is saved and what predicts.
public struct Pipeline: Classifier, Hashable {
  public let steps: [FittedPreprocessing]
  public let classifier: FittedClassifier

  public var classCount: Int { classifier.classCount }
  public var dimension: Int { steps.first?.dimension ?? classifier.dimension }

  /// The scores of vectors; takes memory for one copy of the vectors where there are steps.
  public func scores(of vectors: Matrix<Float>, parallel: Parallel) -> Matrix<Float> {
    var prepared = vectors
    for step in steps { step.apply(to: &prepared, parallel: parallel) }
    return classifier.scores(of: prepared, parallel: parallel)
  }

  /// The contradiction in a decoded pipeline, if any.
  public var contradiction: String? {
    if let contradiction = classifier.contradiction { return contradiction }
    guard steps.allSatisfy(\.isConsistent) else { return "preprocessing whose arrays do not fit each other" }
    let wanted = steps.dropFirst().map(\.dimension) + [classifier.dimension]
    return zip(steps, wanted).first { $0.outputDimension != $1 }.map { step, wanted in
      "preprocessing of \(step.outputDimension) numbers for \(wanted)"
    }
  }
}

/// Preprocessing and a learner after it. Cross-validation of the whole fits the preprocessing to each fold's training samples.
public struct PipelineLearner: Learner {
  public let steps: [Preprocessing]
  /// The number of columns of a path.
  public let pathWidth: Int
  public let learner: any Learner

  public init(steps: [Preprocessing], pathWidth: Int = 1, learner: any Learner) {
    (self.steps, self.pathWidth, self.learner) = (steps, pathWidth, learner)
  }

  public var name: String { (steps.map(\.rawValue) + [learner.name]).joined(separator: " + ") }
  public var candidateCount: Int { learner.candidateCount }
  public func describe(_ candidate: Int) -> String { learner.describe(candidate) }
  public func edges(_ candidate: Int) -> [String] { learner.edges(candidate) }

  /// - Throws: `LearningError.outOfRange` besides what every learner throws, where the width does not divide the columns.
  public func fit(
    _ samples: LabelledVectors, candidate: Int, parallel: Parallel
  ) throws(LearningError) -> Pipeline {
    let (fitted, prepared) = try prepare(samples, parallel)
    let model = try learner.fit(prepared, candidate: candidate, parallel: parallel)
    return Pipeline(steps: fitted, classifier: FittedClassifier(model))
  }

  public func misclassifiedCounts(
    training: LabelledVectors, validation: LabelledVectors, parallel: Parallel
  ) throws(LearningError) -> [Int] {
    let (fitted, prepared) = try prepare(training, parallel)
    var vectors = validation.vectors
    for step in fitted { step.apply(to: &vectors, parallel: parallel) }
    let heldOut = LabelledVectors(vectors, labels: validation.labels, classCount: validation.classCount)
    return try learner.misclassifiedCounts(training: prepared, validation: heldOut, parallel: parallel)
  }

  private func prepare(
    _ samples: LabelledVectors, _ parallel: Parallel
  ) throws(LearningError) -> ([FittedPreprocessing], LabelledVectors) {
    try samples.check()
    guard pathWidth > 0, samples.vectors.columns % pathWidth == 0 else {
      throw .outOfRange(
        "path width", found: "\(pathWidth)", expected: "a divisor of \(samples.vectors.columns) columns")
    }
    var vectors = samples.vectors
    var (fitted, width) = ([FittedPreprocessing](), pathWidth)
    for step in steps {
      fitted.append(step.fit(vectors, pathWidth: width))
      width = step.pathWidth(after: width)
      fitted.last!.apply(to: &vectors, parallel: parallel)
    }
    return (fitted, LabelledVectors(vectors, labels: samples.labels, classCount: samples.classCount))
  }
}
