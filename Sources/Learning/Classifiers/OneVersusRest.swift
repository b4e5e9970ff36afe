import CSolvers
import Numerical
import Scattering

/// A linear classifier, each class against all others, by LIBLINEAR's trust-region Newton method (Fan et al. 2008), which draws
/// no random numbers: a linear support vector machine or logistic regression, by its loss.
///
/// Minimises |w|^2 / 2 + C sum of losses, the offset being the weight of a constant 1. Classes are distributed over threads.
/// LIBLINEAR reads its own form of the samples: 16 bytes a number besides the four of the matrix.
public struct OneVersusRest: Learner {
  /// The loss: what a sample of margin m = y (w.x + b) costs, y being 1 or -1.
  public enum Loss: Hashable, Sendable {
    /// The squared hinge max(0, 1 - m)^2: a linear support vector machine.
    case squaredHinge
    /// The logistic loss log(1 + exp(-m)): logistic regression.
    case logistic

    /// The default candidates, four decades of C.
    public var defaultCosts: [Double] {
      switch self {
      case .squaredHinge: [0.1, 1, 10, 100]
      case .logistic: [1, 10, 100, 1000]
      }
    }
  }

  public let loss: Loss
  /// The candidates: C in units of one over the samples' mean |x|^2, ascending.
  public let costs: [Double]

  /// LIBLINEAR's own default, relative to the gradient at zero.
  private static let tolerance = 0.01

  /// A learner that chooses among costs.
  ///
  /// - Parameter costs: Without any, the loss's default ones.
  /// - Throws: `LearningError.outOfRange` unless all costs are positive.
  public init(_ loss: Loss, costs: [Double]? = nil) throws(LearningError) {
    self.loss = loss
    self.costs = try Hyperparameter.check("C", costs ?? loss.defaultCosts).sorted()
  }

  public var name: String { (loss == .squaredHinge ? ClassifierKind.linearSVM : .logistic).rawValue }
  public var candidateCount: Int { costs.count }
  public func describe(_ candidate: Int) -> String { "C \(Hyperparameter.text(costs[candidate]))" }
  public func edges(_ candidate: Int) -> [String] {
    Hyperparameter.edges("C", costs[candidate], of: costs)
  }

  public func fit(
    _ samples: LabelledVectors, candidate: Int, parallel: Parallel
  ) throws(LearningError) -> LinearModel {
    try paths(samples, costs: [costs[candidate]], parallel)[0]
  }

  public func misclassifiedCounts(
    training: LabelledVectors, validation: LabelledVectors, parallel: Parallel
  ) throws(LearningError) -> [Int] {
    try paths(training, costs: costs, parallel).map {
      $0.misclassifiedCount(on: validation, parallel: parallel)
    }
  }

  /// A model for each cost, each starting from the one before.
  private func paths(
    _ samples: LabelledVectors, costs: [Double], _ parallel: Parallel
  ) throws(LearningError) -> [LinearModel] {
    try LinearAlgebra.open()
    try samples.check()
    let stored = try StoredSamples(samples.vectors)
    let norm = samples.vectors.meanSquaredNorm
    let byClass = try parallel.map(samples.classCount) { (number) throws(LearningError) in
      let signs = samples.labels.map { $0 == number ? 1.0 : -1.0 }
      return try path(stored, signs, costs: costs.map { $0 / norm })
    }
    return costs.indices.map { index in
      let weights = byClass.flatMap { $0[index].dropLast().map { Float($0) } }
      return LinearModel(
        weights: Matrix(weights, rows: samples.classCount, columns: samples.vectors.columns),
        offsets: byClass.map { Float($0[index].last!) })
    }
  }

  private func path(
    _ stored: StoredSamples, _ signs: [Double], costs: [Double]
  ) throws(LearningError) -> [[Double]] {
    let loss = loss == .squaredHinge ? solvers_squared_hinge : solvers_logistic
    var path: [[Double]] = []
    for cost in costs {
      var weights = [Double](repeating: 0, count: stored.columns + 1)
      let status = solvers_linear_fit(stored.samples, signs, loss, cost, Self.tolerance, path.last, &weights)
      guard status == 0, weights.allSatisfy(\.isFinite) else { throw .unsolved("hyperplanes") }
      path.append(weights)
    }
    return path
  }
}

/// Samples in LIBLINEAR's form.
private final class StoredSamples: @unchecked Sendable {
  let samples: OpaquePointer
  let columns: Int

  init(_ matrix: Matrix<Float>) throws(LearningError) {
    columns = matrix.columns
    let made = matrix.elements.withUnsafeBufferPointer {
      solvers_samples_make(Pointer($0).base, matrix.rows, Int32(matrix.columns))
    }
    guard let made else {
      throw .tooLarge("samples for LIBLINEAR", bytes: matrix.rows * (matrix.columns + 2) * 16)
    }
    samples = made
  }

  deinit { solvers_samples_free(samples) }
}

extension Matrix<Float> {
  /// The mean of |x|^2 over the rows; 1 where all are zero.
  var meanSquaredNorm: Double {
    let mean = meanVariance(around: [Double](repeating: 0, count: columns)) * Double(columns)
    return mean > 0 ? mean : 1
  }
}
