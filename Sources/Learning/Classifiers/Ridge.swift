import CSolvers
import Scattering

/// Least squares to the indicator of each class, with a penalty on the weights (Hoerl and Kennard 1970):
/// minimises sum |y - W x - b|^2 + lambda |W|^2, in double precision.
///
/// Solves the normal equations by Cholesky factors, of the covariance of the columns or, where there are fewer samples than
/// columns, of the samples' products. That costs `n d^2 + d^3 / 3` multiplications for `n` samples of `d <= n` numbers; each
/// further lambda costs `d^3 / 3`, where an eigendecomposition for all of them would cost more than twenty.
public struct Ridge: Learner {
  /// The candidates: lambda in units of the mean over the columns of their sum of squares about their mean, largest first.
  public let lambdas: [Double]

  /// A learner that chooses among lambdas.
  ///
  /// - Parameter lambdas: Positive.
  /// - Throws: `LearningError.outOfRange`.
  public init(lambdas: [Double] = Ridge.defaultLambdas) throws(LearningError) {
    self.lambdas = try Hyperparameter.check("lambda", lambdas).sorted(by: >)
  }

  /// The default candidates, 10 to 1e-6 in half decades.
  public static let defaultLambdas = (0...14).map { Hyperparameter.halfDecade(2 - $0) }

  public var name: String { "ridge" }
  public var candidateCount: Int { lambdas.count }
  public func describe(_ candidate: Int) -> String { "lambda \(Hyperparameter.text(lambdas[candidate]))" }
  public func edges(_ candidate: Int) -> [String] {
    Hyperparameter.edges("lambda", lambdas[candidate], of: lambdas)
  }

  public func fit(
    _ samples: LabelledVectors, candidate: Int, parallel: Parallel
  ) throws(LearningError) -> LinearModel {
    try LinearAlgebra.open()
    return try NormalEquations(samples, parallel).solve(lambda: lambdas[candidate])
  }

  public func misclassifiedCounts(
    training: LabelledVectors, validation: LabelledVectors, parallel: Parallel
  ) throws(LearningError) -> [Int] {
    try LinearAlgebra.open()
    let equations = try NormalEquations(training, parallel)
    return try parallel.map(candidateCount) { (candidate) throws(LearningError) in
      try equations.solve(lambda: lambdas[candidate]).misclassifiedCount(
        on: validation, parallel: Parallel(threads: 1))
    }
  }
}

/// The normal equations of `Ridge`, all but its lambda.
struct NormalEquations: Sendable {
  private let samples: LabelledVectors
  private let mean: [Double]
  /// The share of each class.
  private let shares: [Double]
  private let products: CrossProducts
  /// What lambda is measured in.
  private let unit: Double
  /// Whether the unknowns are numbers of samples and not of columns.
  private let isDual: Bool

  init(_ samples: LabelledVectors, _ parallel: Parallel) throws(LearningError) {
    try samples.check()
    self.samples = samples
    mean = samples.vectors.columnMeans
    shares = samples.indicesByClass.map { Double($0.count) / Double(samples.count) }
    isDual = samples.vectors.columns > samples.count
    products = CrossProducts(samples.vectors, minus: mean, of: isDual ? .rows : .columns, parallel)
    let trace = products.trace
    unit = trace > 0 ? trace / Double(samples.vectors.columns) : 1
  }

  /// - Throws: `LearningError.unsolved` where lambda is below what rounding leaves of the products.
  func solve(lambda: Double) throws(LearningError) -> LinearModel {
    var factor = products.elements
    for index in 0..<products.order { factor[index * (products.order + 1)] += lambda * unit }
    var sides = isDual ? centeredIndicators : columnSums
    guard solvers_factor(Int32(products.order), &factor) == 0 else {
      throw .unsolved("normal equations with lambda \(Hyperparameter.text(lambda))")
    }
    solvers_solve(Int32(products.order), Int32(shares.count), factor, &sides)
    return model(weights: isDual ? combined(sides) : sides)
  }

  private func model(weights: [Double]) -> LinearModel {
    let columns = samples.vectors.columns
    let offsets = shares.indices.map { number in
      shares[number] - (0..<columns).reduce(0) { $0 + weights[number * columns + $1] * mean[$1] }
    }
    return LinearModel(
      weights: Matrix(weights.map(Float.init), rows: shares.count, columns: columns),
      offsets: offsets.map(Float.init))
  }

  /// `[classes, columns]`: the sum over each class of what remains of its samples beyond the mean.
  private var columnSums: [Double] {
    let columns = samples.vectors.columns
    var sums = [Double](repeating: 0, count: shares.count * columns)
    var sample = 0
    samples.vectors.forEachRow { row in
      let start = samples.labels[sample] * columns
      for column in 0..<columns { sums[start + column] += Double(row[column]) - mean[column] }
      sample += 1
    }
    return sums
  }

  /// `[classes, samples]`: 1 for the samples of a class, less the share of the class.
  private var centeredIndicators: [Double] {
    shares.indices.flatMap { number in samples.labels.map { ($0 == number ? 1 : 0) - shares[number] } }
  }

  /// `[classes, columns]` from `[classes, samples]`. The coefficients of each class sum to zero, so that the mean falls out.
  private func combined(_ coefficients: [Double]) -> [Double] {
    let columns = samples.vectors.columns
    var weights = [Double](repeating: 0, count: shares.count * columns)
    var sample = 0
    samples.vectors.forEachRow { row in
      for number in shares.indices {
        let coefficient = coefficients[number * samples.count + sample]
        for column in 0..<columns {
          weights[number * columns + column] += coefficient * (Double(row[column]) - mean[column])
        }
      }
      sample += 1
    }
    return weights
  }
}
