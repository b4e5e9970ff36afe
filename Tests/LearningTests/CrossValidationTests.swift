import Learning
import Scattering
import Synchronization
import Testing

/// A learner whose mistakes are what the test says, and that remembers what it was shown.
private final class Witness: Learner {
  struct Seen { let training, validation: LabelledVectors }

  let name = "witness"
  let mistakes: [Int]
  let seen = Mutex<[Seen]>([])

  init(mistakes: [Int]) { self.mistakes = mistakes }

  var candidateCount: Int { mistakes.count }
  func describe(_ candidate: Int) -> String { "setting \(candidate)" }

  func fit(_ samples: LabelledVectors, candidate: Int, parallel: Parallel) throws(LearningError)
    -> LinearModel
  {
    LinearModel(weights: Matrix<Float>([Float(candidate)], rows: 1, columns: 1), offsets: [0])
  }

  func misclassifiedCounts(
    training: LabelledVectors, validation: LabelledVectors, parallel: Parallel
  ) throws(LearningError) -> [Int] {
    seen.withLock { $0.append(Seen(training: training, validation: validation)) }
    return mistakes
  }
}

@Suite struct CrossValidationTests {
  /// Samples that bear their place, of classes of these sizes.
  private static func samples(_ sizes: [Int]) -> LabelledVectors {
    let labels = sizes.enumerated().flatMap { [Int](repeating: $0.offset, count: $0.element) }
    let vectors = Matrix(labels.indices.map(Float.init), rows: labels.count, columns: 1)
    return LabelledVectors(vectors, labels: labels, classCount: sizes.count)
  }

  @Test func foldsHoldOutEverySampleOnceAndEveryClassAlike() throws {
    let samples = Self.samples([20, 33, 7])
    let witness = Witness(mistakes: [1, 2])
    let choice = try CrossValidation(folds: 5, seed: 1).choose(witness, for: samples)
    let seen = witness.seen.withLock { $0 }
    #expect(seen.count == 5 && choice.folds == 5 && choice.samples == 60)
    #expect(seen.flatMap(\.validation.vectors.elements).sorted() == (0..<60).map(Float.init))
    for fold in seen {
      #expect(Set(fold.training.vectors.elements).isDisjoint(with: fold.validation.vectors.elements))
      #expect(fold.training.count + fold.validation.count == 60 && fold.validation.count == 12)
      for (number, size) in [20, 33, 7].enumerated() {
        #expect([size / 5, (size + 4) / 5].contains(fold.validation.labels.count { $0 == number }))
      }
    }
  }

  @Test func theFirstOfFewestMistakesIsChosen() throws {
    let choice = try CrossValidation(folds: 2).choose(
      Witness(mistakes: [3, 1, 2, 1]), for: Self.samples([5, 5]))
    #expect(choice.candidate == 1 && choice.hyperparameters == "setting 1")
    #expect(choice.candidates.map(\.error) == [0.6, 0.2, 0.4, 0.2])
  }

  @Test func seedsFixFolds() throws {
    func folds(_ seed: UInt64) throws -> [[Float]] {
      let witness = Witness(mistakes: [0, 0])
      _ = try CrossValidation(folds: 3, seed: seed).choose(witness, for: Self.samples([20, 20]))
      return witness.seen.withLock { $0 }.map(\.validation.vectors.elements)
    }
    #expect(try folds(1) == folds(1))
    #expect(try folds(1) != folds(2))
  }

  @Test func smallClassesMakeFewerFolds() throws {
    let witness = Witness(mistakes: [0, 0])
    let choice = try CrossValidation(folds: 5).choose(witness, for: Self.samples([30, 2]))
    #expect(choice.folds == 2)
    #expect(witness.seen.withLock { $0 }.allSatisfy { $0.validation.labels.count { $0 == 1 } == 1 })
    #expect(throws: LearningError.singleSample(class: 1)) {
      try CrossValidation().choose(witness, for: Self.samples([30, 1]))
    }
  }

  @Test func oneSettingNeedsNoFolds() throws {
    let witness = Witness(mistakes: [7])
    let choice = try CrossValidation().choose(witness, for: Self.samples([30, 1]))
    #expect(choice.candidate == 0 && choice.error == nil && choice.folds == 0)
    #expect(witness.seen.withLock { $0 }.isEmpty)
  }

  @Test func aLimitKeepsTheSharesOfTheClasses() throws {
    let witness = Witness(mistakes: [0, 0])
    let choice = try CrossValidation(folds: 4, sampleLimit: 50).choose(
      witness, for: Self.samples([100, 300, 5]))
    let held = witness.seen.withLock { $0 }.flatMap(\.validation.labels)
    // 100 * 50 / 405, 300 * 50 / 405, and of the smallest class a sample a fold.
    #expect((0..<3).map { number in held.count { $0 == number } } == [12, 37, 4])
    #expect(choice.samples == 53)
  }

  /// Preprocessing is fitted within the folds: a held-out sample far off all others would else change what is learnt.
  @Test func preprocessingSeesTrainingSamplesAlone() throws {
    let witness = Witness(mistakes: [0, 0])
    let learner = PipelineLearner(steps: [.scale], learner: witness)
    _ = try CrossValidation(folds: 5, seed: 3).choose(learner, for: Self.samples([20, 20]))
    for fold in witness.seen.withLock({ $0 }) {
      // To rounding.
      #expect(abs(fold.training.vectors.elements.min()! + 1) < 1e-6)
      #expect(abs(fold.training.vectors.elements.max()! - 1) < 1e-6)
    }
    // The least and the largest sample are each held out once, and lie outside then.
    let held = witness.seen.withLock { $0 }.flatMap(\.validation.vectors.elements)
    #expect(held.min()! < -1.01 && held.max()! > 1.01)
  }

  @Test func settingsAreChecked() {
    #expect(throws: LearningError.self) { try CrossValidation(folds: 1) }
    #expect(throws: LearningError.self) { try CrossValidation(folds: 5, sampleLimit: 4) }
  }
}
