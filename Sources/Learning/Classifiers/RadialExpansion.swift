import CSolvers
import Numerical
import Scattering

/// Functions that are sums of Gaussians about centres, one a class: score k of x is `offset_k + sum_i coefficient_ki exp(-gamma |x - c_i|^2)`.
public struct RadialExpansion: Classifier, Hashable {
  public let gamma: Double
  /// The centres, `[centres, dimension]`.
  public let centers: Matrix<Float>
  /// The coefficients, `[classes, centres]`.
  public let coefficients: Matrix<Float>
  /// The offsets, `[classes, 1]`.
  public let offsets: Matrix<Float>

  public var classCount: Int { coefficients.rows }
  public var dimension: Int { centers.columns }

  /// Whether decoded arrays fit each other.
  var isConsistent: Bool {
    coefficients.columns == centers.rows && offsets.elements.count == coefficients.rows && gamma.isFinite
  }

  public func scores(of vectors: Matrix<Float>, parallel: Parallel) -> Matrix<Float> {
    LinearAlgebra.requireLibraries()
    let kernel = RadialKernel(gamma: gamma, centers: centers)
    let norms = vectors.squaredNorms
    let elements = makeArray(vectors.rows * coefficients.rows) { (out: Pointer<Float>) in
      parallel.forEachChunk(of: vectors.rows, size: LinearAlgebra.blockSize) { rows in
        write(kernel.values(vectors, rows, norms), to: out.base + rows.lowerBound * coefficients.rows)
      }
    }
    return Matrix(elements, rows: vectors.rows, columns: coefficients.rows)
  }

  /// What several expansions about the same centres predict: for each the class of every vector.
  static func predictions(
    of models: [RadialExpansion], _ vectors: Matrix<Float>, _ parallel: Parallel
  ) -> [[Int]] {
    guard let first = models.first else { return [] }
    let rows = models.count * first.classCount
    let joint = RadialExpansion(
      gamma: first.gamma, centers: first.centers,
      coefficients: Matrix(
        models.flatMap(\.coefficients.elements), rows: rows, columns: first.coefficients.columns),
      offsets: Matrix(models.flatMap(\.offsets.elements), rows: rows, columns: 1))
    let scores = joint.scores(of: vectors, parallel: parallel)
    // Rows of one model's scores, models fastest.
    let single = Matrix(
      scores.elements, rows: vectors.rows * models.count, columns: first.classCount
    ).rowArgmax
    return models.indices.map { model in
      stride(from: model, to: single.count, by: models.count).map { single[$0] }
    }
  }

  private func write(_ kernel: Matrix<Float>, to out: UnsafeMutablePointer<Float>) {
    let (count, classes) = (Int32(centers.rows), Int32(coefficients.rows))
    solvers_product_float(
      0, 1, Int32(kernel.rows), classes, count, kernel.elements, count, coefficients.elements, count, 0, out,
      classes)
    for index in 0..<(kernel.rows * coefficients.rows) {
      out[index] += offsets.elements[index % coefficients.rows]
    }
  }
}

/// The kernel exp(-gamma |x - c|^2) about centres.
struct RadialKernel: Sendable {
  let gamma: Double
  let centers: Matrix<Float>
  private let norms: [Float]

  init(gamma: Double, centers: Matrix<Float>) {
    (self.gamma, self.centers) = (gamma, centers)
    norms = centers.squaredNorms
  }

  /// The values of some vectors, `[rows, centres]`.
  /// - Parameter squaredNorms: Of all vectors.
  func values(_ vectors: Matrix<Float>, _ rows: Range<Int>, _ squaredNorms: [Float]) -> Matrix<Float> {
    let (columns, count) = (Int32(centers.columns), Int32(centers.rows))
    var kernel = [Float](repeating: 0, count: rows.count * centers.rows)
    vectors.elements.withUnsafeBufferPointer { elements in
      solvers_product_float(
        0, 1, Int32(rows.count), count, columns,
        elements.baseAddress! + rows.lowerBound * centers.columns, columns, centers.elements, columns, 0,
        &kernel, count)
    }
    kernel.withUnsafeMutableBufferPointer { kernel in
      for row in 0..<rows.count {
        solvers_radial(
          kernel.baseAddress! + row * centers.rows, count, squaredNorms[rows.lowerBound + row], norms,
          Float(gamma))
      }
    }
    return Matrix(kernel, rows: rows.count, columns: centers.rows)
  }
}
