import Foundation
import Learning
import Scattering
import Testing

@Suite struct RadialSVMTests {
  /// The conditions of Karush, Kuhn and Tucker, by slow sums of the kernel in double precision. LIBSVM ends where the two worst
  /// samples are within 1e-3 of each other; the kernel is in single precision, of which a decision sums `count` values times C.
  @Test(arguments: [0.5, 4]) func isOptimal(cost: Double) throws {
    var random = RandomSamples(seed: 11)
    let samples = random.clouds(count: 120, classes: 2, columns: 5, separation: 1.2)
    let learner = try RadialSVM(costs: [cost], gammas: [1])
    let model = try learner.fit(samples, candidate: 0, parallel: Parallel(threads: 1))
    let rows = (0..<samples.count).map(samples.vectors.doubles)
    let supports = (0..<model.supports.rows).map(model.supports.doubles)
    let coefficients = model.coefficients.doubles(0)
    let tolerance = 1e-3 + 120 * cost * 1e-6
    #expect(abs(coefficients.reduce(0, +)) < 120 * cost * 0x1p-23)
    for (place, row) in rows.enumerated() {
      let sign = samples.labels[place] == 0 ? 1.0 : -1.0
      let weight = supports.firstIndex(of: row).map { sign * coefficients[$0] } ?? 0
      let decision = zip(supports, coefficients).reduce(Double(model.offsets.elements[0])) { sum, support in
        let difference = zip(row, support.0).map(-)
        return sum + support.1 * exp(-model.gamma * dot(difference, difference))
      }
      #expect((0...cost).contains(weight))
      if weight < cost { #expect(sign * decision > 1 - tolerance) }
      if weight > 0 { #expect(sign * decision < 1 + tolerance) }
      #expect((model.scores(of: samples.vectors.selecting([place])).rowArgmax[0] == 0) == (decision > 0))
    }
  }

  /// gamma is relative to one over the sum of the columns' variances.
  @Test func gammaIsRelativeToTheVariance() throws {
    let vectors = Matrix<Float>([0, 10, 2, 10, 0, 14, 2, 14], rows: 4, columns: 2)
    let samples = LabelledVectors(vectors, labels: [0, 0, 1, 1], classCount: 2)
    let model = try RadialSVM(costs: [1], gammas: [3]).fit(
      samples, candidate: 0, parallel: Parallel(threads: 1))
    // Variances 1 and 4.
    #expect(model.gamma == 3.0 / 5)
  }

  /// The kernel by matrix products and LIBSVM's own make the same decisions, to the tolerance at which LIBSVM ends.
  @Test func kernelsAgree() throws {
    var random = RandomSamples(seed: 12)
    let samples = random.clouds(count: 300, classes: 4, columns: 12, separation: 2)
    let probe = random.clouds(count: 200, classes: 4, columns: 12, separation: 2).vectors
    var learner = try RadialSVM(costs: [2], gammas: [1])
    let dense = try learner.fit(samples, candidate: 0, parallel: Parallel(threads: 2))
    learner.densePairLimit = 0
    let sparse = try learner.fit(samples, candidate: 0, parallel: Parallel(threads: 2))
    let (first, second) = (dense.scores(of: probe), sparse.scores(of: probe))
    let differing = zip(first.elements, second.elements).count { abs($0 - $1) > 0.01 }
    // A decision within 1e-2 of zero goes either way and moves two scores by 1: of 1,200 decisions of order one a few percent.
    #expect(differing <= 40)
    #expect(dense.misclassifiedCount(on: samples) < 60)
  }

  @Test func candidatesAreFitsOfTheirOwn() throws {
    var random = RandomSamples(seed: 13)
    let samples = random.clouds(count: 240, classes: 3, columns: 6, separation: 1.5)
    let learner = try RadialSVM(costs: [1, 8], gammas: [0.5, 2])
    _ = try learner.expectFitsOfTheirOwn(samples, trainingCount: 120)
    #expect(
      (0..<4).map(learner.describe) == ["C 1, gamma 0.5", "C 1, gamma 2", "C 8, gamma 0.5", "C 8, gamma 2"])
  }
}
