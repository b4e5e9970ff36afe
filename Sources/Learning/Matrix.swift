/// Real samples in rows: `[rows, columns]`, row-major, one sample a row.
public struct Matrix: Codable, Hashable, Sendable {
  public let rows, columns: Int
  public var elements: [Float]

  /// - Precondition: there are `rows * columns` elements.
  public init(_ elements: [Float], rows: Int, columns: Int) {
    precondition(elements.count == rows * columns, "\(elements.count) elements for \(rows) x \(columns)")
    (self.elements, self.rows, self.columns) = (elements, rows, columns)
  }

  public subscript(row: Int, column: Int) -> Float {
    get { elements[row * columns + column] }
    set { elements[row * columns + column] = newValue }
  }

  /// One sample.
  public func row(_ index: Int) -> ArraySlice<Float> {
    elements[(index * columns)..<((index + 1) * columns)]
  }

  /// The samples of these rows, in this order.
  public func selecting(_ rows: some Collection<Int>) -> Matrix {
    var elements: [Float] = []
    elements.reserveCapacity(rows.count * columns)
    for index in rows { elements += row(index) }
    return Matrix(elements, rows: rows.count, columns: columns)
  }
}
