import Comparison
import Learning
import Networks
import Scattering
import TestSupport
import Testing

/// Small networks on images of waves along either axis, where libtorch is built.
@Suite(.enabled(if: try required(Libtorch.isInstalled))) struct NetworkMethodTests {
  private static func images(_ count: Int, seed: UInt64) -> LabelledSignals {
    var generator = SeededGenerator(seed: seed)
    let labels = (0..<count).map { $0 % 2 }
    let samples = labels.flatMap { label in
      (0..<64).map { place in
        Float(((label == 0 ? place / 8 : place % 8) / 2) % 2)
          + Float.random(in: -0.3...0.3, using: &generator)
      }
    }
    return LabelledSignals(Signal(samples, batch: [count], shape: [8, 8]), labels: labels, classCount: 2)
  }

  private let effort = TrainingEffort(imagesSeen: 200, leastEpochs: 2, mostEpochs: 5)

  private func methods() throws -> [NetworkMethod] {
    let transform = try ScatteringTransform<Float>(shape: [8, 8], scales: 1, orientations: 4)
    return [
      try .convolutional(shape: [8, 8], classCount: 2, effort: effort),
      try .hybrid(transform, classCount: 2, effort: effort),
    ]
  }

  private func round(_ test: LabelledSignals, threads: Int = 1) -> FewLabelTrial {
    FewLabelTrial(
      train: Self.images(60, seed: 1), indices: Array(0..<40), test: test, tuning: Tuning(sampleLimit: 30),
      seed: 3,
      parallel: Parallel(threads: threads))
  }

  @Test func networksLearnAndTheirRoundFixesTheOutcome() throws {
    let test = Self.images(30, seed: 2)
    let flipped = LabelledSignals(test.signals, labels: test.labels.map { 1 - $0 }, classCount: 2)
    for method in try methods() {
      #expect(method.candidateCount == Tuning().candidateCount)
      #expect(method.parameterCount ?? 0 > 0 && method.dimension == nil)
      let outcome = try method.evaluate(round(test))
      #expect(outcome.epochs?.count == 5)
      // The classes differ by 1 in half of 64 samples: from one to the middle it is 32^(1/2) / 2 = 2.8, of noise of deviation
      // 0.3 / 3^(1/2) sixteen deviations. Seven draws and seeds gave no error of either network.
      #expect(outcome.error == 0)
      #expect(outcome.trainingSeconds > 0 && outcome.inferenceSeconds > 0)
      let again = try method.evaluate(round(flipped))
      #expect(again.chosen == outcome.chosen && again.epochs?.map(\.loss) == outcome.epochs?.map(\.loss))
      #expect(abs(again.error + outcome.error - 1) < 1e-12)
      // Settings are tried with one thread each, however many there are.
      #expect(try method.evaluate(round(test, threads: 3)).chosen == outcome.chosen)
    }
  }

  @Test func whatDecidesTheOutcomeIsInTheIdentity() throws {
    var fingerprints = try methods().map(\.fingerprint)
    let longer = TrainingEffort(imagesSeen: 300, leastEpochs: 2, mostEpochs: 5)
    fingerprints.append(
      try NetworkMethod.convolutional(shape: [8, 8], classCount: 2, effort: longer).fingerprint)
    fingerprints.append(
      try NetworkMethod.convolutional(shape: [8, 8], classCount: 3, effort: effort).fingerprint)
    #expect(Set(fingerprints).count == 4)
    #expect(try methods().map(\.fingerprint) == Array(fingerprints.prefix(2)))
  }

  @Test func epochsShrinkWithTheImages() {
    #expect([10, 50, 80, 1000].map(effort.epochs) == [5, 4, 2, 2])
  }
}
