import Foundation
import Learning
import Scattering
import Testing

/// Samples that are drawn at random, by a seed.
struct RandomSamples {
  private var generator: SeededGenerator

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  /// A standard normal number (Box and Muller 1958).
  mutating func normal() -> Double {
    let radius = (-2 * log(Double.random(in: Double.leastNonzeroMagnitude..<1, using: &generator)))
      .squareRoot()
    return radius * cos(2 * .pi * Double.random(in: 0..<1, using: &generator))
  }

  /// Clouds of unit variance about random centres `separation` from the origin on average, classes in turn.
  mutating func clouds(count: Int, classes: Int, columns: Int, separation: Double) -> LabelledVectors {
    let scale = separation / Double(columns).squareRoot()
    let centers = (0..<classes).map { _ in (0..<columns).map { _ in scale * normal() } }
    let labels = (0..<count).map { $0 % classes }
    let elements = labels.flatMap { label in (0..<columns).map { Float(centers[label][$0] + normal()) } }
    return LabelledVectors(
      Matrix(elements, rows: count, columns: columns), labels: labels, classCount: classes)
  }
}

extension Matrix<Float> {
  /// A row in double precision.
  func doubles(_ index: Int) -> [Double] { row(index).map(Double.init) }
}

extension Learner {
  /// Checks that candidates misclassify as many samples in a fit of their own as in that of all candidates at once.
  ///
  /// - Parameter candidates: All by default.
  /// - Returns: The misclassified samples behind the first `trainingCount`, by candidate.
  func expectFitsOfTheirOwn(_ samples: LabelledVectors, trainingCount: Int, candidates: [Int]? = nil) throws
    -> [Int]
  {
    let training = samples.selecting(0..<trainingCount)
    let validation = samples.selecting(trainingCount..<samples.labels.count)
    let parallel = Parallel(threads: 2)
    let counts = try misclassifiedCounts(training: training, validation: validation, parallel: parallel)
    for candidate in candidates ?? Array(0..<candidateCount) {
      let model = try fit(training, candidate: candidate, parallel: parallel)
      #expect(model.misclassifiedCount(on: validation) == counts[candidate])
    }
    return counts
  }
}

func dot(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }
func norm(_ a: [Double]) -> Double { dot(a, a).squareRoot() }
