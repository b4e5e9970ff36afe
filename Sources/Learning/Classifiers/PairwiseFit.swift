import CSolvers
import Numerical
import Scattering

/// LIBSVM on each pair of classes, the pairs distributed over threads.
struct PairwiseFit: Sendable {
  private let samples: LabelledVectors
  private let indices: [[Int]]
  private let norms: [Float]
  /// The sum of the columns' variances.
  private let variance: Double
  private let densePairLimit: Int

  /// LIBSVM's own default.
  private static let tolerance = 1e-3

  init(_ samples: LabelledVectors, densePairLimit: Int) throws(LearningError) {
    try LinearAlgebra.open()
    try samples.check()
    (self.samples, self.densePairLimit) = (samples, densePairLimit)
    indices = samples.indicesByClass
    norms = samples.vectors.squaredNorms
    variance = samples.vectors.totalVariance
  }

  /// A model for each cost.
  func models(
    gamma relativeGamma: Double, costs: [Double], _ parallel: Parallel
  ) throws(LearningError) -> [RadialSVMModel] {
    let gamma = relativeGamma / variance
    let pairs = RadialSVMModel.pairs(of: samples.classCount)
    let byPair = try parallel.map(pairs.count) { (pair) throws(LearningError) in
      try decisions(pairs[pair], gamma: gamma, costs: costs)
    }
    return costs.indices.map { cost in
      RadialSVMModel(samples, gamma: gamma, decisions: byPair.map { $0[cost] })
    }
  }

  /// The decision between two classes for each cost: positive for the first.
  private func decisions(
    _ pair: (Int, Int), gamma: Double, costs: [Double]
  ) throws(LearningError) -> [PairDecision] {
    let chosen = indices[pair.0] + indices[pair.1]
    let signs = chosen.map { samples.labels[$0] == pair.0 ? 1.0 : -1.0 }
    let kernel = try PairKernel(
      samples.vectors.selecting(chosen), norms: chosen.map { norms[$0] }, gamma: gamma,
      isDense: chosen.count <= densePairLimit)
    var decisions: [PairDecision] = []
    for cost in costs {
      var coefficients = [Double](repeating: 0, count: chosen.count)
      var offset = 0.0
      let status = solvers_kernel_fit(kernel.kernel, signs, cost, Self.tolerance, &coefficients, &offset)
      guard status == 0, coefficients.allSatisfy(\.isFinite), offset.isFinite else {
        throw .unsolved("classes \(pair.0) and \(pair.1)")
      }
      decisions.append(PairDecision(samples: chosen, coefficients: coefficients, offset: offset))
    }
    return decisions
  }
}

/// A decision between two classes: the sum over samples of coefficient times kernel, and an offset.
struct PairDecision: Sendable {
  /// The indices of the samples of both classes.
  let samples: [Int]
  let coefficients: [Double]
  let offset: Double
}

/// The kernel of the samples of two classes, in LIBSVM's form.
final class PairKernel {
  let kernel: OpaquePointer

  init(_ vectors: Matrix<Float>, norms: [Float], gamma: Double, isDense: Bool) throws(LearningError) {
    let made =
      isDense
      ? solvers_kernel_make(Int32(vectors.rows))
      : solvers_kernel_make_radial(vectors.elements, Int32(vectors.rows), Int32(vectors.columns), gamma)
    guard let made else {
      let width = isDense ? vectors.rows : vectors.columns
      throw .tooLarge("the kernel of \(vectors.rows) samples", bytes: vectors.rows * (width + 1) * 16)
    }
    kernel = made
    if isDense { fill(vectors, norms, Float(gamma)) }
  }

  deinit { solvers_kernel_free(kernel) }

  private func fill(_ vectors: Matrix<Float>, _ norms: [Float], _ gamma: Float) {
    let (count, columns) = (vectors.rows, Int32(vectors.columns))
    var products = [Float](repeating: 0, count: LinearAlgebra.blockSize * count)
    vectors.elements.withUnsafeBufferPointer { elements in
      let base = Pointer(elements).base
      for chunk in (0..<count).chunks(of: LinearAlgebra.blockSize) {
        let (start, rows) = (chunk.lowerBound, chunk.count)
        solvers_product_float(
          0, 1, Int32(rows), Int32(count), columns, base + start * vectors.columns, columns, base, columns, 0,
          &products,
          Int32(count))
        products.withUnsafeBufferPointer { products in
          for row in 0..<rows {
            solvers_kernel_set_radial(
              kernel, Int32(start + row), products.baseAddress! + row * count, norms, gamma)
          }
        }
      }
    }
  }
}
