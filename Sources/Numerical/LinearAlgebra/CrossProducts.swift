import Arrays
import CSolvers

/// The axis that is summed over: rows for the products of columns (a covariance), columns for the products of rows (a Gram matrix).
package enum CrossProductAxis {
  case columns, rows
}

/// The products of the columns, or of the rows, of a matrix from whose every row a mean was taken, in double precision.
package struct CrossProducts {
  package let order: Int
  /// The products `[order, order]`, of which only the upper triangle is meaningful.
  package var elements: [Double]

  /// Computes the products. Costs `rows * columns * order` multiplications, and memory of `order^2` doubles and of a part of the matrix.
  ///
  /// - Parameter mean: One number a column.
  package init(_ matrix: Matrix<Float>, minus mean: [Double], of axis: CrossProductAxis, _ parallel: Parallel)
  {
    LinearAlgebra.requireLibraries()
    let work = Work(matrix: matrix, axis: axis)
    order = work.order
    elements = makeArray(work.order * work.order) { (out: Pointer<Double>) in
      let part = AlignedBuffer<Double>(uninitialized: work.order * work.partLength)
      withExtendedLifetime(part) {
        matrix.elements.withUnsafeBufferPointer { source in
          mean.withUnsafeBufferPointer { mean in
            work.run(
              Pointer(source), minus: Pointer(mean), through: Pointer(part.base), into: out, parallel)
          }
        }
      }
    }
  }

  /// The sum of the diagonal.
  package var trace: Double { (0..<order).reduce(0) { $0 + elements[$1 * order + $1] } }
}

/// The parts and tiles into which the products are cut.
private struct Work {
  let rows, columns: Int
  let axis: CrossProductAxis

  init(matrix: Matrix<Float>, axis: CrossProductAxis) {
    (rows, columns) = (matrix.rows, matrix.columns)
    self.axis = axis
  }

  var order: Int { axis == .columns ? columns : rows }
  /// What is summed over.
  private var length: Int { axis == .columns ? rows : columns }
  /// The part of the summed axis that is taken at a time.
  var partLength: Int { min(length, 2048) }

  /// Tiles large enough for BLAS, and some of them for every thread.
  private var tile: Int { min(max((order + 7) / 8, 64), 512) }

  private var tiles: [(Range<Int>, Range<Int>)] {
    let ranges = (0..<order).chunks(of: tile)
    return ranges.indices.flatMap { first in ranges[first...].map { (ranges[first], $0) } }
  }

  func run(
    _ source: Pointer<Float>, minus mean: Pointer<Double>, through part: Pointer<Double>,
    into out: Pointer<Double>,
    _ parallel: Parallel
  ) {
    let tiles = tiles
    for range in (0..<length).chunks(of: partLength) {
      center(range, of: source, minus: mean, into: part, parallel)
      parallel.forEach(tiles.count) { _, index in
        add(tiles[index].0, tiles[index].1, count: range.count, of: part, into: out)
      }
    }
  }

  /// Copies a part: these rows, or these columns of all rows.
  private func center(
    _ range: Range<Int>, of source: Pointer<Float>, minus mean: Pointer<Double>, into part: Pointer<Double>,
    _ parallel: Parallel
  ) {
    let (taken, across) = axis == .columns ? (range, 0..<columns) : (0..<rows, range)
    parallel.forEachChunk(of: taken.count, size: 64) { block in
      for row in block {
        let from = source.base + (taken.lowerBound + row) * columns + across.lowerBound
        let center = mean.base + across.lowerBound
        let to = part.base + row * across.count
        for column in 0..<across.count { to[column] = Double(from[column]) - center[column] }
      }
    }
  }

  private func add(
    _ first: Range<Int>, _ second: Range<Int>, count: Int, of part: Pointer<Double>, into out: Pointer<Double>
  ) {
    let isOfColumns = axis == .columns
    let stride = isOfColumns ? columns : count
    let step = isOfColumns ? 1 : count
    solvers_product_double(
      isOfColumns ? 1 : 0, isOfColumns ? 0 : 1, Int32(first.count), Int32(second.count), Int32(count),
      part.base + first.lowerBound * step, Int32(stride), part.base + second.lowerBound * step, Int32(stride),
      1,
      out.base + first.lowerBound * order + second.lowerBound, Int32(order))
  }
}
