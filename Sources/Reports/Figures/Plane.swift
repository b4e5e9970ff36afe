/// A matrix of values, row-major; row 0 is drawn on top.
public struct Plane: Equatable, Sendable {
  public let rows: Int
  public let columns: Int
  public let values: [Double]

  public init(rows: Int, columns: Int, values: [Double]) {
    precondition(rows * columns == values.count, "\(values.count) values; \(rows) x \(columns) were expected")
    self.rows = rows
    self.columns = columns
    self.values = values
  }

  /// The matrix whose value at a row and a column is `value(row, column)`.
  init(rows: Int, columns: Int, _ value: (Int, Int) -> Double) {
    self.init(
      rows: rows, columns: columns,
      values: (0..<rows).flatMap { row in (0..<columns).map { value(row, $0) } })
  }

  public subscript(row: Int, column: Int) -> Double { values[row * columns + column] }

  /// The value at indices of any size, the plane repeating itself.
  func periodic(_ row: Int, _ column: Int) -> Double {
    self[(row % rows + rows) % rows, (column % columns + columns) % columns]
  }
}
