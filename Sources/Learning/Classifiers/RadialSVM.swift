import Scattering

/// A support vector machine with the kernel exp(-gamma |x - y|^2), each class against each other one, by LIBSVM (Chang and Lin
/// 2011); the class that wins most pairs wins.
///
/// The kernel of a pair is computed by matrix products and handed to LIBSVM whole: 16 bytes for each two of the pair's samples,
/// 2.3 GB for 2 x 6,000, on every thread. Pairs of more than 20,000 samples are left to LIBSVM, which computes the kernel as it
/// goes, in less memory and many times slower.
public struct RadialSVM: Learner {
  /// The hyperparameters of one fit: C, and gamma in units of one over the sum of the columns' variances.
  public struct Hyperparameters: Hashable, Sendable {
    public let cost, gamma: Double
  }

  /// The candidates, by C, then by gamma, ascending.
  public let candidates: [Hyperparameters]

  /// The largest number of samples of a pair of classes whose kernel is held in memory: 6.4 GB.
  package var densePairLimit = 20_000

  /// A learner that chooses among all combinations of costs and gammas.
  ///
  /// - Throws: `LearningError.outOfRange` unless all are positive.
  public init(
    costs: [Double] = RadialSVM.defaultCosts, gammas: [Double] = RadialSVM.defaultGammas
  ) throws(LearningError) {
    let costs = try Hyperparameter.check("C", costs).sorted()
    let gammas = try Hyperparameter.check("gamma", gammas).sorted()
    candidates = costs.flatMap { cost in gammas.map { Hyperparameters(cost: cost, gamma: $0) } }
  }

  public static let defaultCosts: [Double] = [1, 4, 16]
  public static let defaultGammas: [Double] = [0.25, 0.5, 1, 2]

  public var name: String { "rbf-svm" }
  public var candidateCount: Int { candidates.count }
  public func describe(_ candidate: Int) -> String {
    let chosen = candidates[candidate]
    return "C \(Hyperparameter.text(chosen.cost)), gamma \(Hyperparameter.text(chosen.gamma))"
  }

  public func edges(_ candidate: Int) -> [String] {
    let chosen = candidates[candidate]
    return Hyperparameter.edges("C", chosen.cost, of: candidates.map(\.cost))
      + Hyperparameter.edges("gamma", chosen.gamma, of: candidates.map(\.gamma))
  }

  public func fit(
    _ samples: LabelledVectors, candidate: Int, parallel: Parallel
  ) throws(LearningError) -> RadialSVMModel {
    let chosen = candidates[candidate]
    return try PairwiseFit(samples, densePairLimit: densePairLimit).models(
      gamma: chosen.gamma, costs: [chosen.cost], parallel)[0]
  }

  public func misclassifiedCounts(
    training: LabelledVectors, validation: LabelledVectors, parallel: Parallel
  ) throws(LearningError) -> [Int] {
    let fit = try PairwiseFit(training, densePairLimit: densePairLimit)
    var counts = [Int](repeating: 0, count: candidates.count)
    for gamma in Set(candidates.map(\.gamma)).sorted() {
      let indices = candidates.indices.filter { candidates[$0].gamma == gamma }
      let models = try fit.models(gamma: gamma, costs: indices.map { candidates[$0].cost }, parallel)
      for (index, model) in zip(indices, models) {
        counts[index] = model.misclassifiedCount(on: validation, parallel: parallel)
      }
    }
    return counts
  }
}
