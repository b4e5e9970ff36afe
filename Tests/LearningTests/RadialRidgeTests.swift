import Foundation
import Learning
import Numerical
import Scattering
import Testing

@Suite struct RadialRidgeTests {
  /// The normal equations by slow sums of the kernel in double precision: (K + lambda) c = y - b. The kernel is in single precision, of which
  /// a row sums as many values as there are samples, each times a coefficient of at most 1 / lambda.
  @Test(arguments: [0.1, 1]) func solvesItsEquations(lambda: Double) throws {
    var random = RandomSamples(seed: 21)
    let samples = random.clouds(count: 90, classes: 3, columns: 6, separation: 1.5)
    let learner = try RadialRidge(gammas: [0.5], lambdas: [lambda])
    let model = try learner.fit(samples, candidate: 0, parallel: Parallel(threads: 2))
    let rows = (0..<samples.count).map(samples.vectors.doubles)
    for label in 0..<3 {
      let coefficients = model.coefficients.doubles(label)
      for (index, row) in rows.enumerated() {
        let sum = zip(rows, coefficients).reduce(lambda * coefficients[index]) { sum, entry in
          let difference = zip(row, entry.0).map(-)
          return sum + entry.1 * exp(-model.gamma * dot(difference, difference))
        }
        let side = (samples.labels[index] == label ? 1 : 0) - 1.0 / 3
        #expect(abs(sum - side) < 90 * 1e-6 / lambda)
      }
    }
  }

  /// With one centre fewer than samples the minimum is nearly the same: of 400 samples in four dimensions the others all but make the last one, and what is
  /// added for rounding is 400 / 2^23 = 5e-5 of the penalty. Fewer are further away.
  @Test func fewerCentersTendToAll() throws {
    var random = RandomSamples(seed: 22)
    let samples = random.clouds(count: 400, classes: 2, columns: 4, separation: 1)
    let probe = random.clouds(count: 100, classes: 2, columns: 4, separation: 1).vectors
    var learner = try RadialRidge(gammas: [0.5], lambdas: [0.3])
    let whole = try learner.fit(samples, candidate: 0, parallel: Parallel(threads: 2)).scores(of: probe)
    func distance(_ limit: Int) throws -> Float {
      learner.centerLimit = limit
      let model = try learner.fit(samples, candidate: 0, parallel: Parallel(threads: 2))
      #expect(model.centers.rows == limit)
      return zip(model.scores(of: probe).elements, whole.elements).map { abs($0 - $1) }.max()!
    }
    #expect(try distance(399) < 1e-2)
    #expect(try distance(100) < 0.1)
    #expect(try distance(10) > 0.1)
  }

  @Test func candidatesAreFitsOfTheirOwn() throws {
    var random = RandomSamples(seed: 23)
    let samples = random.clouds(count: 240, classes: 4, columns: 8, separation: 1.5)
    let counts = try RadialRidge(gammas: [0.1, 1], lambdas: [1, 0.1]).expectFitsOfTheirOwn(
      samples, trainingCount: 160)
    // Chance misses three of four.
    #expect(counts.allSatisfy { $0 < 50 })
  }

  @Test func edgesAreNamed() throws {
    let learner = try RadialRidge(gammas: [0.1, 0.2, 0.4], lambdas: [1, 0.1, 0.01])
    #expect(learner.describe(0) == "gamma 0.1, lambda 1")
    #expect(learner.edges(0) == ["gamma 0.1, the smallest tried", "lambda 1, the largest tried"])
    #expect(learner.edges(4) == [])
  }
}
