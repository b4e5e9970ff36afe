/// The circles along both axes, and the frequencies at which a real filter is told: those whose opposites are others are left out.
struct CircleGrid: Hashable, Sendable {
  let rows, columns: Int

  /// A vector's circle.
  static let point = CircleGrid(rows: 1, columns: 1)

  private var kept: Int { columns / 2 + 1 }

  var frequencies: [(Int, Int)] {
    (0..<rows).flatMap { row in (0..<kept).map { (row, $0) } }
  }

  /// The number of frequencies that one stands for: itself, and its opposite where that is left out.
  func weight(ofColumn column: Int) -> Double { column == 0 || 2 * column == columns ? 1 : 2 }

  /// Where in `frequencies` one is found, itself or its opposite.
  func index(of frequency: (Int, Int)) -> (index: Int, isOpposite: Bool) {
    let (row, column) = (frequency.0 % rows, frequency.1 % columns)
    if column < kept { return (row * kept + column, false) }
    return ((rows - row) % rows * kept + columns - column, true)
  }

  /// The grid of every `stride`-th sample.
  func decimated(by stride: Int) -> CircleGrid { CircleGrid(rows: rows / stride, columns: columns / stride) }

  /// The frequencies that such a decimation folds onto one.
  func aliases(of frequency: (Int, Int), stride: Int) -> [(Int, Int)] {
    (0..<stride).flatMap { row in
      (0..<stride).map {
        (frequency.0 + row * (rows / stride), frequency.1 + $0 * (columns / stride))
      }
    }
  }
}
