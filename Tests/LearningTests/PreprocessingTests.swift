import Foundation
import Learning
import Scattering
import Testing

@Suite struct PreprocessingTests {
  private let training = Matrix<Float>([1, -3, 0, 5, 2, 2, 0, 5, 3, 4, 0, 5], rows: 3, columns: 4)
  private let other = Matrix<Float>([5, 6, 7, 8], rows: 1, columns: 4)

  /// What a step fitted to the training samples makes of others.
  private func apply(_ step: Preprocessing, to vectors: Matrix<Float>, pathWidth: Int = 2) -> [Float] {
    var result = vectors
    step.fit(training, pathWidth: pathWidth).apply(to: &result, parallel: Parallel(threads: 2))
    return result.elements
  }

  private func expectNear(_ found: [Float], _ expected: [Double]) {
    #expect(found.count == expected.count)
    // A few operations in single precision.
    for (a, b) in zip(found, expected) { #expect(abs(Double(a) - b) <= 4 * 0x1p-23 * max(abs(b), 1)) }
  }

  /// The means of |x| over the two paths are 15 / 6 and 15 / 6.
  @Test func logarithm() {
    let floor = 0.01 * 2.5
    expectNear(apply(.logarithm, to: other), [5, 6, 7, 8].map { log($0 + floor) })
    expectNear(
      apply(.logarithm, to: training), [1, 3, 0, 5, 2, 2, 0, 5, 3, 4, 0, 5].map { log($0 + floor) })
    // With a column a path, the third path is zero throughout: its floor is 0.01.
    expectNear(
      apply(.logarithm, to: other, pathWidth: 1), [log(5.02), log(6.03), log(7.01), log(8.05)])
  }

  /// Means 2, 1, 0, 5 and standard deviations sqrt(2/3), sqrt(26/3); the last two columns do not vary.
  @Test func standardise() {
    expectNear(
      apply(.standardise, to: other), [3 / (2.0 / 3).squareRoot(), 5 / (26.0 / 3).squareRoot(), 0, 0])
  }

  /// From 1...3 and -3...4.
  @Test func scale() {
    expectNear(apply(.scale, to: other), [3, 5.5 / 3.5, 0, 0])
    expectNear(apply(.scale, to: training.selecting([0])), [-1, -1, 0, 0])
  }

  /// The largest norms of the paths are 5, of (3, 4), and 5, of (0, 5).
  @Test func pathNorm() {
    expectNear(apply(.pathNorm, to: other), [1, 1.2, 1.4, 1.6])
    expectNear(apply(.pathNorm, to: other, pathWidth: 1), [5.0 / 3, 1.5, 7, 1.6])
  }

  @Test func meanOverPositions() {
    expectNear(apply(.mean, to: other), [5.5, 7.5])
    expectNear(apply(.mean, to: other, pathWidth: 1), [5, 6, 7, 8])
    expectNear(apply(.mean, to: training, pathWidth: 4), [0.75, 2.25, 3])
  }

  /// The steps after a mean see paths of one column; the pipeline takes all columns, and a file of it gives the same scores.
  @Test func pipelinesPool() throws {
    var random = RandomSamples(seed: 31)
    let samples = random.clouds(count: 60, classes: 3, columns: 12, separation: 3)
    let learner = PipelineLearner(
      steps: [.mean, .pathNorm, .standardise], pathWidth: 4, learner: try Ridge())
    #expect(learner.name == "mean + path-norm + standardise + ridge")
    let pipeline = try learner.fit(samples, candidate: 0, parallel: Parallel(threads: 2))
    #expect(pipeline.dimension == 12 && pipeline.classifier.dimension == 3 && pipeline.contradiction == nil)
    // Another order of the positions of a path has the same means; sums of four numbers round in another order.
    let turned = samples.vectors.elements.indices.map { index -> Float in
      let (row, column) = (index / 12, index % 12)
      return samples.vectors[row, column / 4 * 4 + (3 - column % 4)]
    }
    let (scores, others) = (
      pipeline.scores(of: samples.vectors), pipeline.scores(of: Matrix(turned, rows: 60, columns: 12))
    )
    #expect(zip(scores.elements, others.elements).allSatisfy { abs($0 - $1) < 1e-5 })
  }

  @Test func aWidthMustDivideTheColumns() throws {
    let samples = LabelledVectors(training, labels: [0, 1, 1], classCount: 2)
    let learner = PipelineLearner(steps: [.pathNorm], pathWidth: 3, learner: try Ridge())
    #expect(throws: LearningError.outOfRange("path width", found: "3", expected: "a divisor of 4 columns")) {
      try learner.fit(samples, candidate: 0, parallel: Parallel(threads: 1))
    }
  }
}
