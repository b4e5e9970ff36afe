import Foundation
import Learning
import Scattering
import Testing

/// LIBLINEAR's models are where the gradient of the objective has all but vanished.
@Suite struct LinearTests {
  /// LIBLINEAR ends where the gradient is below 0.01 min(positives, negatives) / samples of that at zero; rounding the weights
  /// to single precision adds a millionth.
  private func checkGradient(
    _ model: LinearModel, _ samples: LabelledVectors, cost: Double, slope: (Double) -> Double
  ) {
    let vectors = (0..<samples.count).map { samples.vectors.doubles($0) + [1] }
    let meanNorm = vectors.reduce(0) { $0 + dot($1, $1) - 1 } / Double(samples.count)
    func gradient(_ weights: [Double], _ number: Int) -> [Double] {
      var gradient = weights
      for (place, vector) in vectors.enumerated() {
        let sign = samples.labels[place] == number ? 1.0 : -1.0
        let factor = cost / meanNorm * sign * slope(sign * dot(weights, vector))
        for column in vector.indices { gradient[column] += factor * vector[column] }
      }
      return gradient
    }
    for number in 0..<samples.classCount {
      let weights = model.weights.doubles(number) + [Double(model.offsets.elements[number])]
      let positives = Double(samples.labels.count { $0 == number }) / Double(samples.count)
      let start = norm(gradient([Double](repeating: 0, count: weights.count), number))
      #expect(norm(gradient(weights, number)) < (0.01 * min(positives, 1 - positives) + 1e-5) * start)
    }
  }

  @Test(arguments: [0.1, 10, 1000]) func supportVectorMachine(cost: Double) throws {
    var random = RandomSamples(seed: 7)
    let samples = random.clouds(count: 150, classes: 3, columns: 8, separation: 2)
    let model = try OneVersusRest(.squaredHinge, costs: [cost]).fit(
      samples, candidate: 0, parallel: Parallel(threads: 2))
    checkGradient(model, samples, cost: cost) { margin in margin < 1 ? -2 * (1 - margin) : 0 }
  }

  @Test(arguments: [0.1, 10, 1000]) func logisticRegression(cost: Double) throws {
    var random = RandomSamples(seed: 8)
    let samples = random.clouds(count: 150, classes: 3, columns: 8, separation: 2)
    let model = try OneVersusRest(.logistic, costs: [cost]).fit(
      samples, candidate: 0, parallel: Parallel(threads: 2))
    checkGradient(model, samples, cost: cost) { margin in -1 / (1 + exp(margin)) }
  }

  /// Warm starts end elsewhere within the tolerance, so mistakes of a path may differ from those of fits of their own, by samples
  /// at the very border.
  @Test func pathsEndWhereFitsDo() throws {
    var random = RandomSamples(seed: 9)
    let samples = random.clouds(count: 900, classes: 3, columns: 8, separation: 2)
    let (training, validation) = (samples.selecting(0..<300), samples.selecting(300..<900))
    for learner in [try OneVersusRest(.squaredHinge), try OneVersusRest(.logistic)] {
      let parallel = Parallel(threads: 2)
      let path = try learner.misclassifiedCounts(
        training: training, validation: validation, parallel: parallel)
      for candidate in 0..<learner.candidateCount {
        let model = try learner.fit(training, candidate: candidate, parallel: parallel)
        #expect(abs(model.misclassifiedCount(on: validation, parallel: parallel) - path[candidate]) <= 6)
      }
    }
  }

  /// C is relative to |x|^2, so that the unit of the samples changes nothing but the unit of the weights; the constant 1 is not in
  /// that unit, so it must not matter: clouds symmetric about the origin.
  @Test func theUnitOfTheSamplesDoesNotMatter() throws {
    var random = RandomSamples(seed: 10)
    let half = random.clouds(count: 100, classes: 1, columns: 6, separation: 3).vectors
    let elements = half.elements + half.elements.map { -$0 }
    let labels = [Int](repeating: 0, count: 100) + [Int](repeating: 1, count: 100)
    func fit(scale: Float) throws -> LinearModel {
      let matrix = Matrix(elements.map { $0 * scale }, rows: 200, columns: 6)
      let samples = LabelledVectors(matrix, labels: labels, classCount: 2)
      return try OneVersusRest(.squaredHinge, costs: [3]).fit(
        samples, candidate: 0, parallel: Parallel(threads: 1))
    }
    let (one, four) = (try fit(scale: 1), try fit(scale: 4))
    for (a, b) in zip(one.weights.elements, four.weights.elements) {
      #expect(abs(a - 4 * b) < 0.02 * max(abs(a), 0.1))
    }
  }
}
