import Learning
import Networks
import Scattering
import TestSupport
import Testing

@testable import Comparison

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

  private let effort = TrainingEffort(steps: 30, batchSize: 16)

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
      #expect(method.candidateCount == 6)
      #expect(method.parameterCount ?? 0 > 0 && method.dimension == nil)
      let outcome = try method.evaluate(round(test))
      // 40 images are three steps.
      #expect(outcome.epochs?.count == 10)
      #expect(outcome.choice?.heldOutCount == 30)
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
    let longer = TrainingEffort(steps: 40, batchSize: 16)
    fingerprints.append(
      try NetworkMethod.convolutional(shape: [8, 8], classCount: 2, effort: longer).fingerprint)
    fingerprints.append(
      try NetworkMethod.convolutional(shape: [8, 8], classCount: 3, effort: effort).fingerprint)
    #expect(Set(fingerprints).count == 4)
    #expect(try methods().map(\.fingerprint) == Array(fingerprints.prefix(2)))
  }

  /// 60 images of two classes in folds of 20: as many are looked at as hold out what is asked for, and the choice is the same where more than are needed are asked for.
  @Test(arguments: [(20, 20), (21, 40), (60, 60), (1000, 60)])
  func asManyFoldsAreHeldOutAsAreAskedFor(asked: Int, heldOut: Int) throws {
    let images = Self.images(60, seed: 1)
    let trial = FewLabelTrial(
      train: images, indices: Array(0..<60), test: images,
      tuning: Tuning(heldOutCount: asked, stepShare: 0.2),
      seed: 3, parallel: Parallel(threads: 2))
    #expect(try methods()[0].evaluate(trial).choice?.heldOutCount == heldOut)
  }
}

/// The course of a training by its effort.
@Suite struct TrainingEffortTests {
  /// All steps are at least those asked for, in whole passes, with at most 20 records; a course is longer than needed by less than an epoch.
  @Test(arguments: [1, 5, 60, 64, 65, 300, 1000, 10_000, 60_000])
  func stepsAreAtLeastThoseAskedFor(count: Int) {
    for effort in [TrainingEffort(steps: 150), TrainingEffort(steps: 600, passes: 8)] {
      let (epochs, passes) = effort.course(count: count)
      let pass = (count + 63) / 64
      #expect(epochs * passes * pass >= effort.steps && epochs * passes >= effort.passes)
      #expect(epochs <= 20)
      let least = max((effort.steps + pass - 1) / pass, effort.passes)
      #expect(epochs * passes < least + passes)
    }
  }

  @Test func aShareKeepsAStepAndAPass() {
    let effort = TrainingEffort(steps: 600, passes: 8)
    #expect(effort.scaled(by: 0.5) == TrainingEffort(steps: 300, passes: 4))
    #expect(effort.scaled(by: 1e-6) == TrainingEffort(steps: 1, passes: 1))
  }

  /// Six choices, each once, whatever was best of the first; the first rate has one on either side.
  @Test func everyChoiceIsTriedOnce() {
    for first in TrainingHyperparameters.augmentations {
      let all = TrainingHyperparameters.augmentations + first.otherRates
      #expect(Set(all).count == 6 && first.edges.isEmpty)
      #expect(first.otherRates.map(\.edges.count) == [1, 1])
      #expect(first.otherRates[0].rate < first.rate && first.rate < first.otherRates[1].rate)
    }
  }
}
