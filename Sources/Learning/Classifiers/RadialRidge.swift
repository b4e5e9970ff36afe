import CSolvers
import Numerical
import Scattering

/// Least squares to the indicator of each class by functions of the kernel exp(-gamma |x - y|^2), with a penalty on their norm (Saunders,
/// Gammerman and Vovk 1998; Rifkin, Yeo and Poggio 2003): minimises sum |y - f(x) - b|^2 + lambda |f|^2, b the classes' shares, in
/// double precision.
///
/// Up to `centerLimit` samples are all centres, and the coefficients solve (K + lambda) c = y - b; that costs `n^3 / 3` multiplications
/// and `8 n^2` bytes. Of more samples a share of every class are centres (Williams and Seeger 2001), and the coefficients solve
/// (K_mn K_nm + lambda K_mm) c = K_mn (y - b), for `n m^2` multiplications more.
public struct RadialRidge: Learner {
  /// The hyperparameters of one fit: gamma in units of one over the sum of the columns' variances, and lambda in those of the kernel's diagonal, 1.
  public struct Hyperparameters: Hashable, Sendable {
    public let gamma, lambda: Double
  }

  /// The candidates, by gamma ascending, then by lambda descending.
  public let candidates: [Hyperparameters]

  /// The most centres.
  package var centerLimit = 8000

  /// A learner that chooses among all combinations of gammas and lambdas.
  ///
  /// - Throws: `LearningError.outOfRange` unless all are positive.
  public init(
    gammas: [Double] = RadialRidge.defaultGammas, lambdas: [Double] = RadialRidge.defaultLambdas
  ) throws(LearningError) {
    let gammas = try Hyperparameter.check("gamma", gammas).sorted()
    let lambdas = try Hyperparameter.check("lambda", lambdas).sorted(by: >)
    candidates = gammas.flatMap { gamma in lambdas.map { Hyperparameters(gamma: gamma, lambda: $0) } }
  }

  public static let defaultGammas: [Double] = [0.1, 0.25, 0.6]
  public static let defaultLambdas: [Double] = [1, 0.3, 0.1, 0.03, 0.01, 0.003, 0.001]

  public var name: String { "rbf-ridge" }
  public var candidateCount: Int { candidates.count }
  public func describe(_ candidate: Int) -> String {
    let chosen = candidates[candidate]
    return "gamma \(Hyperparameter.text(chosen.gamma)), lambda \(Hyperparameter.text(chosen.lambda))"
  }

  public func edges(_ candidate: Int) -> [String] {
    let chosen = candidates[candidate]
    return Hyperparameter.edges("gamma", chosen.gamma, of: candidates.map(\.gamma))
      + Hyperparameter.edges("lambda", chosen.lambda, of: candidates.map(\.lambda))
  }

  public func fit(
    _ samples: LabelledVectors, candidate: Int, parallel: Parallel
  ) throws(LearningError) -> RadialExpansion {
    let chosen = candidates[candidate]
    var equations = try equations(samples, gamma: chosen.gamma, parallel)
    return try equations.solveInPlace(lambda: chosen.lambda)
  }

  public func misclassifiedCounts(
    training: LabelledVectors, validation: LabelledVectors, parallel: Parallel
  ) throws(LearningError) -> [Int] {
    var counts = [Int](repeating: 0, count: candidates.count)
    for gamma in Set(candidates.map(\.gamma)).sorted() {
      let equations = try equations(training, gamma: gamma, parallel)
      let own = candidates.indices.filter { candidates[$0].gamma == gamma }
      let solving = Parallel(threads: min(parallel.threads, equations.threadLimit))
      let models = try solving.map(own.count) { (index) throws(LearningError) in
        try equations.solve(lambda: candidates[own[index]].lambda)
      }
      let predictions = RadialExpansion.predictions(of: models, validation.vectors, parallel)
      for (index, predicted) in zip(own, predictions) {
        counts[index] = zip(predicted, validation.labels).count { $0 != $1 }
      }
    }
    return counts
  }

  private func equations(
    _ samples: LabelledVectors, gamma: Double, _ parallel: Parallel
  ) throws(LearningError) -> RadialEquations {
    try LinearAlgebra.open()
    try samples.check()
    let centers = StratifiedSplit(labels: samples.labels, seed: 0).draw(count: centerLimit)
    return RadialEquations(
      samples, gamma: gamma / samples.vectors.totalVariance, centers: centers, parallel)
  }
}

/// The equations of `RadialRidge`, all but their lambda.
struct RadialEquations {
  private let centers: Matrix<Float>
  private let gamma: Double
  private let shares: [Double]
  /// `[centres, centres]`: what lambda times `penalty` is added to.
  private var products: [Double]
  /// `[centres, centres]`, nil for the identity.
  private let penalty: [Double]?
  /// `[classes, centres]`.
  private let sides: [Double]

  /// - Parameter indices: The samples that are centres, ascending.
  init(
    _ samples: LabelledVectors, gamma: Double, centers indices: [Int], _ parallel: Parallel
  ) {
    let isWhole = indices.count == samples.count
    self.gamma = gamma
    centers = isWhole ? samples.vectors : samples.vectors.selecting(indices)
    let kernel = RadialKernel(gamma: gamma, centers: centers)
    let own = Self.whole(kernel, centers, parallel)
    let shares = samples.indicesByClass.map { Double($0.count) / Double(samples.count) }
    let indicators = samples.labels.map { label in shares.indices.map { ($0 == label ? 1 : 0) - shares[$0] } }
    self.shares = shares
    if isWhole {
      (products, penalty) = (own, nil)
      sides = shares.indices.flatMap { number in indicators.map { $0[number] } }
    } else {
      (products, sides) = Self.normal(kernel, samples.vectors, indicators, classes: shares.count, parallel)
      penalty = own
    }
  }

  /// The kernel of the centres with themselves.
  private static func whole(_ kernel: RadialKernel, _ centers: Matrix<Float>, _ parallel: Parallel)
    -> [Double]
  {
    let (count, norms) = (centers.rows, centers.squaredNorms)
    return makeArray(count * count) { (out: Pointer<Double>) in
      parallel.forEachChunk(of: count, size: LinearAlgebra.blockSize) { rows in
        let values = kernel.values(centers, rows, norms).elements
        for index in values.indices { out.base[rows.lowerBound * count + index] = Double(values[index]) }
      }
    }
  }

  /// The products of the kernel's columns, and those with the indicators, summed over blocks of samples in their order.
  private static func normal(
    _ kernel: RadialKernel, _ vectors: Matrix<Float>, _ indicators: [[Double]], classes: Int,
    _ parallel: Parallel
  ) -> (products: [Double], sides: [Double]) {
    let (count, norms) = (kernel.centers.rows, vectors.squaredNorms)
    var sides = [Double](repeating: 0, count: classes * count)
    let products = makeArray(count * count) { (out: Pointer<Double>) in
      for block in (0..<vectors.rows).chunks(of: 1024) {
        let chunks = block.chunks(of: LinearAlgebra.blockSize)
        let parts = parallel.map(chunks.count) { index in
          kernel.values(vectors, chunks[index], norms).elements.map(Double.init)
        }
        let values = parts.flatMap { $0 }
        add(values, rows: block.count, count, to: out, parallel)
        for (row, sample) in block.enumerated() {
          for number in 0..<classes {
            let factor = indicators[sample][number]
            for center in 0..<count {
              sides[number * count + center] += factor * values[row * count + center]
            }
          }
        }
      }
    }
    return (products, sides)
  }

  /// Adds the products of the columns of `values`, `[rows, count]`.
  private static func add(
    _ values: [Double], rows: Int, _ count: Int, to out: Pointer<Double>, _ parallel: Parallel
  ) {
    values.withUnsafeBufferPointer { values in
      let source = Pointer(values)
      parallel.forEachChunk(of: count, size: LinearAlgebra.blockSize) { block in
        // The factorisation reads the upper triangle.
        solvers_product_double(
          1, 0, Int32(block.count), Int32(count - block.lowerBound), Int32(rows),
          source.base + block.lowerBound, Int32(count), source.base + block.lowerBound, Int32(count), 1,
          out.base + block.lowerBound * count + block.lowerBound, Int32(count))
      }
    }
  }

  /// How many solutions at a time take at most a gigabyte.
  var threadLimit: Int { max(1, (1 << 30) / (8 * centers.rows * centers.rows)) }

  /// - Throws: `LearningError.unsolved` where lambda is below what rounding leaves of the kernel.
  func solve(lambda: Double) throws(LearningError) -> RadialExpansion {
    var factor = products
    return try solution(&factor, lambda: lambda)
  }

  /// Solves for the last time: the products are used up, and no other matrix of their size is made.
  /// - Throws: As `solve`.
  mutating func solveInPlace(lambda: Double) throws(LearningError) -> RadialExpansion {
    var factor: [Double] = []
    swap(&factor, &products)
    return try solution(&factor, lambda: lambda)
  }

  private func solution(_ factor: inout [Double], lambda: Double) throws(LearningError) -> RadialExpansion {
    let count = centers.rows
    if let penalty {
      for index in penalty.indices { factor[index] += lambda * penalty[index] }
      // Rounded to single precision the kernel of centres that are nearly the same may be below 0 by so much.
      let rounding = Double(count) * 0x1p-23
      for index in 0..<count { factor[index * (count + 1)] += lambda * rounding }
    } else {
      for index in 0..<count { factor[index * (count + 1)] += lambda }
    }
    var coefficients = sides
    guard solvers_factor(Int32(count), &factor) == 0 else {
      throw .unsolved("kernel equations with lambda \(Hyperparameter.text(lambda))")
    }
    solvers_solve(Int32(count), Int32(shares.count), factor, &coefficients)
    return RadialExpansion(
      gamma: gamma, centers: centers,
      coefficients: Matrix(coefficients.map(Float.init), rows: shares.count, columns: count),
      offsets: Matrix(shares.map(Float.init), rows: shares.count, columns: 1))
  }
}
