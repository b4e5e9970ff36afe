import Arrays
import ComplexModule

/// A real filter along the leading axis of a matrix of spectra along it, whose product is decimated: a weight for each row that is not
/// negligible.
///
/// Plain pointers into the arena it was made in.
struct RowFilter<Sample: ScatteringScalar>: @unchecked Sendable {
  private struct Term {
    let source, target: Int
    let weight: Sample
  }

  private let terms: UnsafeBufferPointer<Term>
  /// Rows of the product.
  let rows: Int

  /// - Parameters:
  ///   - response: The filter's values, one a row of the source.
  ///   - rows: Of the product, a divisor of theirs; the blocks that fold together are added.
  ///   - threshold: Values of at most this magnitude are left out.
  init(_ response: [Double], rows: Int, scale: Double, threshold: Double, in arena: Arena) {
    precondition(response.count % rows == 0, "\(response.count) rows do not fold to \(rows)")
    self.rows = rows
    terms = arena.store(
      response.enumerated().filter { abs($0.element) > threshold }.map {
        Term(source: $0.offset, target: $0.offset % rows, weight: Sample($0.element * scale))
      })
  }

  /// The product of `[rows of the source, columns]`, as `[rows, columns]`.
  @inline(__always)
  func multiply(
    _ matrix: UnsafePointer<Complex<Sample>>, columns: Int, into out: UnsafeMutablePointer<Complex<Sample>>
  ) {
    out.update(repeating: 0, count: rows * columns)
    for term in terms { Self.add(matrix, term.source, times: term.weight, to: out, term.target, columns) }
  }

  /// The adjoint of `multiply`: adds to `[rows of the source, columns]`.
  @inline(__always)
  func multiplyAdjoint(
    _ product: UnsafePointer<Complex<Sample>>, columns: Int,
    into matrix: UnsafeMutablePointer<Complex<Sample>>
  ) {
    for term in terms { Self.add(product, term.target, times: term.weight, to: matrix, term.source, columns) }
  }

  /// Adds a multiple of one row of a matrix to a row of another.
  @inline(__always)
  private static func add(
    _ matrix: UnsafePointer<Complex<Sample>>, _ row: Int, times weight: Sample,
    to sum: UnsafeMutablePointer<Complex<Sample>>, _ target: Int, _ columns: Int
  ) {
    let source: UnsafePointer<Sample> = (matrix + row * columns).parts()
    let out: UnsafeMutablePointer<Sample> = (sum + target * columns).parts()
    for index in 0..<(2 * columns) { out[index] += weight * source[index] }
  }
}
