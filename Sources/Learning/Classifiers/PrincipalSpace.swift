import CSolvers
import Scattering

/// The affine space of a dimension that is nearest to samples in the mean square.
public struct PrincipalSpace: Codable, Hashable, Sendable {
  /// `[1, columns]`.
  let mean: Matrix<Float>
  /// `[dimension, columns]`: orthonormal, the one of most variance first.
  let directions: Matrix<Float>

  /// - Parameter dimension: There are fewer directions where the samples span less: those along which the variance is below
  ///   1e-8 of the largest are lost in single precision next to it.
  init(of samples: Matrix<Float>, dimension: Int) throws(LearningError) {
    let mean = samples.columnMeans
    self.mean = Matrix(mean.map(Float.init), rows: 1, columns: samples.columns)
    let isDual = samples.columns > samples.rows
    let count = min(dimension, samples.rows - 1, samples.columns)
    guard count > 0 else {
      directions = Matrix([], rows: 0, columns: samples.columns)
      return
    }
    let products = CrossProducts(samples, minus: mean, of: isDual ? .rows : .columns, Parallel(threads: 1))
    let eigen = try LargestEigen(products, count: count)
    let used = eigen.values.count { $0 > Self.negligible * eigen.values[0] }
    let vectors = Array(eigen.vectors.prefix(used * products.order))
    let rows = isDual ? Self.combined(samples, minus: mean, vectors, values: eigen.values) : vectors
    directions = Matrix(rows.map(Float.init), rows: used, columns: samples.columns)
  }

  private static let negligible = 1e-8

  /// Directions `[used, columns]` from eigenvectors `[used, samples]` of the samples' products.
  private static func combined(
    _ samples: Matrix<Float>, minus mean: [Double], _ vectors: [Double], values: [Double]
  ) -> [Double] {
    let (rows, columns) = (samples.rows, samples.columns)
    let used = vectors.count / rows
    let centered = samples.elements.enumerated().map { Double($0.element) - mean[$0.offset % columns] }
    var directions = [Double](repeating: 0, count: used * columns)
    solvers_product_double(
      0, 0, Int32(used), Int32(columns), Int32(rows), vectors, Int32(rows), centered, Int32(columns), 0,
      &directions,
      Int32(columns))
    for index in directions.indices { directions[index] /= values[index / columns].squareRoot() }
    return directions
  }
}

/// The largest eigenvalues, descending, and their eigenvectors.
struct LargestEigen {
  let values: [Double]
  /// `[count, order]`.
  let vectors: [Double]

  /// LAPACK's DSYEVR: `4 / 3 order^3` multiplications, half of them at the speed of memory.
  init(_ products: CrossProducts, count: Int) throws(LearningError) {
    let order = products.order
    var matrix = products.elements
    var ascending = [Double](repeating: 0, count: count)
    var rows = [Double](repeating: 0, count: count * order)
    let status = solvers_largest_eigen(Int32(order), Int32(count), &matrix, &ascending, &rows)
    guard status == 0 else { throw .unsolved("principal directions") }
    values = ascending.reversed()
    vectors = (0..<count).reversed().flatMap { rows[($0 * order)..<(($0 + 1) * order)] }
  }
}
