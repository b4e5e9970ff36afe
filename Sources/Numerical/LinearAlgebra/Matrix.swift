/// A dense matrix, `[rows, columns]`, row-major; of samples, one a row.
public struct Matrix<Element> {
  public let rows, columns: Int
  public var elements: [Element]

  /// A matrix from its elements in row-major order.
  /// - Precondition: there are `rows * columns` elements.
  @inlinable
  public init(_ elements: [Element], rows: Int, columns: Int) {
    precondition(elements.count == rows * columns, "\(elements.count) elements for \(rows) x \(columns)")
    (self.elements, self.rows, self.columns) = (elements, rows, columns)
  }

  @inlinable
  public subscript(row: Int, column: Int) -> Element {
    get { elements[row * columns + column] }
    set { elements[row * columns + column] = newValue }
  }

  /// The elements of one row.
  @inlinable
  public func row(_ index: Int) -> ArraySlice<Element> {
    elements[(index * columns)..<((index + 1) * columns)]
  }

  /// The matrix of some rows by index, in this order.
  @inlinable
  public func selecting(_ rows: some Collection<Int>) -> Matrix {
    var elements: [Element] = []
    elements.reserveCapacity(rows.count * columns)
    for index in rows { elements += row(index) }
    return Matrix(elements, rows: rows.count, columns: columns)
  }
}

extension Matrix: Sendable where Element: Sendable {}
extension Matrix: Equatable where Element: Equatable {}
extension Matrix: Hashable where Element: Hashable {}

extension Matrix<Double> {
  /// The product with a vector, plus another; every element is summed in order, beginning with that of the other.
  /// - Precondition: one number a column, and one a row.
  package func times(_ vector: ArraySlice<Double>, plus start: [Double]) -> [Double] {
    precondition(vector.count == columns && start.count == rows)
    return elements.withUnsafeBufferPointer { elements in
      vector.withUnsafeBufferPointer { vector in
        (0..<rows).map { row in
          var sum = start[row]
          for column in 0..<columns { sum += elements[row * columns + column] * vector[column] }
          return sum
        }
      }
    }
  }

  /// The product with a vector; every element is summed in order.
  /// - Precondition: one number a column.
  package func times(_ vector: ArraySlice<Double>) -> [Double] {
    times(vector, plus: [Double](repeating: 0, count: rows))
  }

  /// The product of the transpose with a vector; every element is summed in the order of the rows.
  /// - Precondition: one number a row.
  package func transposedTimes(_ vector: ArraySlice<Double>) -> [Double] {
    precondition(vector.count == rows)
    var result = [Double](repeating: 0, count: columns)
    elements.withUnsafeBufferPointer { elements in
      for (row, factor) in vector.enumerated() {
        for column in 0..<columns { result[column] += factor * elements[row * columns + column] }
      }
    }
    return result
  }

  /// An upper bound of the largest singular value, by Lanczos' method: exact to 1e-9 for up to 128 rows or columns, and beyond raised by
  /// the share by which 128 products may fall short (`largestEigenvalueBound`).
  ///
  /// The cost is `4 rows columns min(rows, columns, 128)` operations.
  /// - Precondition: the matrix is not empty.
  package func spectralNormBound() -> Double {
    let dimension = Swift.min(rows, columns)
    return largestEigenvalueBound(dimension: dimension, steps: Swift.min(dimension, 128)) { vector in
      rows <= columns
        ? times(transposedTimes(vector[...])[...]) : transposedTimes(times(vector[...])[...])
    }.squareRoot()
  }
}
