import Arrays
import Learning
import Networks

/// Hyperparameters that were chosen for a network, and how many images held out they misclassified.
struct NetworkChoice {
  let hyperparameters: TrainingHyperparameters
  let misclassified: Int
  /// The images held out.
  let heldOutCount: Int

  var quality: ChoiceQuality { ChoiceQuality(heldOutCount: heldOutCount, edges: hyperparameters.edges) }
}

/// Tries hyperparameters of a network on stratified folds of a trial's training images.
///
/// Trainings of all candidates and folds go side by side, a thread each: a small network gains little from dealing each step to several.
struct NetworkSearch {
  private let folds: [(training: LabelledSignals, validation: LabelledSignals)]
  private let trial: FewLabelTrial
  private let effort: TrainingEffort
  private let network: @Sendable (Parallel) throws(NetworkError) -> Network

  /// - Parameters:
  ///   - effort: Of the training that follows the choice.
  ///   - network: Makes the network with the weights it begins with.
  /// - Throws: `SplitError` for a class of one image.
  init(
    _ samples: LabelledSignals, _ trial: FewLabelTrial, effort: TrainingEffort,
    network: @escaping @Sendable (Parallel) throws(NetworkError) -> Network
  ) throws {
    let tuning = trial.tuning
    let looked =
      samples.count > tuning.sampleLimit
      ? samples.selecting(
        try StratifiedSplit(labels: samples.labels, seed: trial.seed).subset(count: tuning.sampleLimit))
      : samples
    let parts = try StratifiedSplit.folds(labels: looked.labels, count: tuning.folds, seed: trial.seed)
    folds = parts.prefix(Self.foldCount(tuning, parts)).map {
      (looked.selecting($0.train), looked.selecting($0.heldOut))
    }
    (self.trial, self.network) = (trial, network)
    self.effort = effort.scaled(by: tuning.stepShare)
  }

  /// The folds that together hold out as many images as the choice asks for; all where they hold out fewer.
  private static func foldCount(_ tuning: Tuning, _ parts: [Partition]) -> Int {
    var heldOut = 0
    for (index, part) in parts.enumerated() {
      heldOut += part.heldOut.count
      if heldOut >= tuning.heldOutCount { return index + 1 }
    }
    return parts.count
  }

  /// The images that are held out in all folds that are looked at.
  private var heldOutCount: Int { folds.reduce(0) { $0 + $1.validation.count } }

  /// The candidate of fewest misclassified images over the folds, the first of equals; what was found before where none is better.
  /// - Throws: `NetworkError.diverged` where all diverge.
  func best(of candidates: [TrainingHyperparameters], or known: NetworkChoice? = nil) throws -> NetworkChoice
  {
    let tries = candidates.indices.flatMap { candidate in folds.indices.map { (candidate, $0) } }
    let outcomes = try trial.parallel.map(tries.count) { index in
      try misclassified(candidates[tries[index].0], fold: tries[index].1)
    }
    var best = known
    var failure: NetworkError?
    for (index, candidate) in candidates.enumerated() {
      switch Self.sum(outcomes[(index * folds.count)..<((index + 1) * folds.count)]) {
      case .success(let found) where found < best?.misclassified ?? .max:
        best = NetworkChoice(
          hyperparameters: candidate, misclassified: found, heldOutCount: heldOutCount)
      case .success: break
      case .failure(let error): failure = error
      }
    }
    guard let best else { throw failure! }
    return best
  }

  /// All misclassified images; the first failure where there is one.
  private static func sum(_ outcomes: ArraySlice<Result<Int, NetworkError>>) -> Result<Int, NetworkError> {
    outcomes.reduce(.success(0)) { sum, outcome in sum.flatMap { sum in outcome.map { sum + $0 } } }
  }

  /// The number of a fold's images misclassified by a network trained on the others; a failure if it diverges.
  private func misclassified(
    _ hyperparameters: TrainingHyperparameters, fold: Int
  ) throws -> Result<Int, NetworkError> {
    let (training, validation) = folds[fold]
    let trainer = Trainer(
      effort.settings(hyperparameters, count: training.count, seed: trial.seed),
      featureLimit: Trainer.standardFeatureLimit / trial.parallel.threads, parallel: Parallel(threads: 1))
    do {
      let network = try trainer.train(try network(trainer.parallel), on: training).network
      let predictions = try network.scores(of: validation.signals).rowArgmax
      return .success(zip(predictions, validation.labels).count { $0 != $1 })
    } catch let error as NetworkError {
      guard case .diverged = error else { throw error }
      return .failure(error)
    }
  }
}
