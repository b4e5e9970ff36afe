import CSolvers
import Scattering

/// A support vector machine with hyperplanes, each class against all others: squared hinge loss, by LIBLINEAR's trust-region
/// Newton method (Fan et al. 2008), which draws no random numbers.
public struct LinearSVM: Learner {
  /// C in units of one over the samples' mean |x|^2, ascending.
  public let costs: [Double]

  /// - Throws: `LearningError.outOfRange` unless all costs are positive.
  public init(costs: [Double] = LinearSVM.defaultCosts) throws(LearningError) {
    self.costs = try Setting.check("C", costs).sorted()
  }

  /// 0.1 to 100 in decades.
  public static let defaultCosts: [Double] = [0.1, 1, 10, 100]

  private var problem: OneVersusRest { OneVersusRest(loss: solvers_squared_hinge, costs: costs) }

  public var name: String { "linear-svm" }
  public var candidateCount: Int { costs.count }
  public func describe(_ candidate: Int) -> String { "C \(Setting.words(costs[candidate]))" }

  public func fit(
    _ samples: LabelledVectors, candidate: Int, parallel: Parallel
  ) throws(LearningError) -> LinearModel {
    try problem.fit(samples, cost: costs[candidate], parallel)
  }

  public func mistakes(
    training: LabelledVectors, validation: LabelledVectors, parallel: Parallel
  ) throws(LearningError) -> [Int] {
    try problem.mistakes(training: training, validation: validation, parallel)
  }
}
