import Learning
import Scattering
import Testing

/// What all learners have in common.
@Suite struct LearnerTests {
  /// Blocks of more than one part of rows and of several tiles, so that threads have something to share.
  @Test(arguments: ClassifierKind.allCases) func threadsDoNotChangeABit(kind: ClassifierKind) throws {
    var random = RandomSamples(seed: 14)
    let samples = random.clouds(count: 700, classes: 4, columns: 150, separation: 3)
    let probe = random.clouds(count: 600, classes: 4, columns: 150, separation: 3)
    let learner = PipelineLearner(steps: [.logarithm, .standardise], pathWidth: 3, learner: kind.learner)
    func run(threads: Int) throws -> ([Float], Pipeline, [Int]) {
      let parallel = Parallel(threads: threads)
      let model = try learner.fit(samples, candidate: 1, parallel: parallel)
      let mistakes = try learner.misclassifiedCounts(
        training: samples.selecting(0..<200), validation: probe.selecting(0..<200), parallel: parallel)
      return (model.scores(of: probe.vectors, parallel: parallel).elements, model, mistakes)
    }
    let one = try run(threads: 1)
    for threads in [2, 5] {
      let other = try run(threads: threads)
      #expect(one.0 == other.0 && one.1 == other.1 && one.2 == other.2)
    }
  }

  @Test(arguments: ClassifierKind.allCases) func clearCloudsAreToldApart(kind: ClassifierKind) throws {
    var random = RandomSamples(seed: 15)
    let samples = random.clouds(count: 400, classes: 4, columns: 10, separation: 12)
    let (training, test) = (samples.selecting(0..<200), samples.selecting(200..<400))
    let (model, choice) = try CrossValidation(folds: 3).fit(
      PipelineLearner(steps: [.standardise], learner: kind.learner), to: training)
    #expect(model.misclassifiedCount(on: test) == 0)
    #expect(choice.error == 0 && choice.folds == 3 && choice.samples == 200)
  }

  @Test(arguments: ClassifierKind.allCases) func faultsAreNamed(kind: ClassifierKind) throws {
    let parallel = Parallel(threads: 1)
    let vectors = Matrix<Float>([1, 2, 3, 4, 5, 6, 7, 9], rows: 4, columns: 2)
    func fit(_ vectors: Matrix<Float>, _ labels: [Int], _ count: Int) throws {
      _ = try kind.learner.fit(
        LabelledVectors(vectors, labels: labels, classCount: count), candidate: 0, parallel: parallel)
    }
    #expect(throws: LearningError.oneClass(found: 1)) { try fit(vectors, [0, 0, 0, 0], 1) }
    #expect(throws: LearningError.emptyClass(1)) { try fit(vectors, [0, 0, 2, 2], 3) }
    var damaged = vectors
    damaged[2, 1] = .nan
    #expect(throws: LearningError.nonFinite(row: 2, column: 1, found: "nan")) {
      try fit(damaged, [0, 0, 1, 1], 2)
    }
    let samples = LabelledVectors(vectors, labels: [0, 1, 1, 1], classCount: 2)
    #expect(throws: LearningError.singleSample(class: 0)) {
      try CrossValidation().fit(kind.learner, to: samples)
    }
    let model = try kind.learner.fit(samples, candidate: 0, parallel: parallel)
    #expect(throws: LearningError.mismatchedDimension(found: 3, expected: 2)) {
      try model.checkedScores(of: Matrix<Float>([1, 2, 3], rows: 1, columns: 3))
    }
    #expect(throws: LearningError.nonFinite(row: 0, column: 0, found: "inf")) {
      try model.checkedScores(of: Matrix<Float>([.infinity, 2], rows: 1, columns: 2))
    }
  }

  @Test(arguments: ClassifierKind.allCases) func constantVectorsBreakNothing(kind: ClassifierKind) throws {
    let vectors = Matrix<Float>([Float](repeating: 3, count: 24), rows: 8, columns: 3)
    let samples = LabelledVectors(vectors, labels: [0, 1, 0, 1, 0, 1, 0, 1], classCount: 2)
    for steps in Preprocessing.allCases.map({ [$0] }) + [[.logarithm, .standardise]] {
      let learner = PipelineLearner(steps: steps, learner: kind.learner)
      let model = try learner.fit(samples, candidate: 0, parallel: Parallel(threads: 1))
      #expect(try model.checkedScores(of: vectors).elements.allSatisfy(\.isFinite))
    }
  }
}
