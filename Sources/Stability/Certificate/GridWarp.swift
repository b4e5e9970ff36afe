import Arrays

/// A warp of the padded grid, `x(u - tau(u))` with x periodic, by six-point Lagrange interpolation along each axis: a sparse
/// matrix of 36 entries a row, exact for whole-pixel displacements and for polynomials of degree 5.
///
/// Certificates apply it to moduli, which are smooth; the deformed image itself comes from the reference warp.
package struct GridWarp: GridOperator {
  private let grid: Shape
  /// For each sample and tap, the start of the row read.
  private let rowStarts: [Int32]
  /// For each sample and tap, the column read.
  private let columns: [Int32]
  private let rowWeights, columnWeights: [Double]
  private static let taps = 6

  /// - Parameter displacement: `[component, space...]`, pixels, on the whole grid.
  package init(_ displacement: [Double], grid: Shape) {
    self.grid = grid
    let (count, width) = (grid.count, grid[1])
    let rows = (0..<count).map { Self.place(Double($0 / width) - displacement[$0], grid[0]) }
    let columns = (0..<count).map { Self.place(Double($0 % width) - displacement[count + $0], width) }
    rowStarts = rows.flatMap { $0.indices.map { Int32($0 * width) } }
    self.columns = columns.flatMap { $0.indices.map { Int32($0) } }
    rowWeights = rows.flatMap(\.weights)
    columnWeights = columns.flatMap(\.weights)
  }

  /// The six samples that count, two to the left of the nearest one on the left, and their weights.
  private static func place(_ position: Double, _ count: Int) -> (indices: [Int], weights: [Double]) {
    let left = position.rounded(.down)
    let t = position - left
    let first = Int(left) - 2
    let weights = (0..<taps).map { node in
      (0..<taps).reduce(1.0) { product, other in
        other == node ? product : product * (t + 2 - Double(other)) / Double(node - other)
      }
    }
    return ((0..<taps).map { (first + $0).modulo(count) }, weights)
  }

  package func apply(_ signal: [Double]) -> [Double] {
    signal.withUnsafeBufferPointer { signal in
      (0..<grid.count).map { sample in
        let start = sample * Self.taps
        var value = 0.0
        for row in start..<(start + Self.taps) {
          let rowStart = Int(rowStarts[row])
          var line = 0.0
          for column in start..<(start + Self.taps) {
            line += columnWeights[column] * signal[rowStart + Int(columns[column])]
          }
          value += rowWeights[row] * line
        }
        return value
      }
    }
  }

  /// The exact transpose.
  package func applyTransposed(_ signal: [Double]) -> [Double] {
    var result = [Double](repeating: 0, count: grid.count)
    for sample in signal.indices {
      let start = sample * Self.taps
      for row in start..<(start + Self.taps) {
        let (rowStart, value) = (Int(rowStarts[row]), rowWeights[row] * signal[sample])
        for column in start..<(start + Self.taps) {
          result[rowStart + Int(columns[column])] += columnWeights[column] * value
        }
      }
    }
    return result
  }
}
