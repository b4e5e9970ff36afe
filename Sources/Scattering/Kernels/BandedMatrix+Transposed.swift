import Arrays
import CKernels

extension BandedMatrix {
  /// The transpose of the matrix that `init(circulant:first:_:in:)` makes of the same arguments, with the very weights it
  /// holds: row c holds what column c of that one holds.
  package init(
    transposing kernel: [Double], first: Int, _ layout: BandedMatrixLayout, in arena: Arena
  ) {
    (rows, columns) = (layout.columns, layout.rows)
    var bands: [ckernels_band] = []
    var weights: [Sample] = []
    for group in stride(from: 0, to: rows, by: 4) {
      let window = layout.rows(reaching: group..<min(group + 4, rows), first: first)
      bands.append(
        ckernels_band(
          first: UInt32(window.lowerBound), count: UInt32(window.count), weight: UInt32(weights.count)))
      for row in window {
        for column in group..<(group + 4) {
          weights.append(column < rows ? Sample(layout.weight(kernel, row, column, first: first)) : 0)
        }
      }
    }
    bandwidth = bands.map { Int($0.count) }.max()!
    self.bands = arena.store(bands)
    self.weights = arena.store(weights).baseAddress!
  }
}

extension BandedMatrixLayout {
  /// What the matrix of `kernel` holds in a row and column.
  func weight(_ kernel: [Double], _ row: Int, _ column: Int, first: Int) -> Double {
    let lag = (first + row * step - column).modulo(columns)
    return isDense || min(lag, columns - lag) <= reach ? kernel[lag] : 0
  }

  /// The shortest range of rows that holds all that are not zero in any of some neighbouring columns.
  func rows(reaching group: Range<Int>, first: Int) -> Range<Int> {
    guard !isDense else { return 0..<rows }
    // Row r is centred on column `first + r step` of the circle, so a range of rows reaches the group on each turn.
    let touching = (-2...2).compactMap { turn -> Range<Int>? in
      let offset = turn * columns - first
      let low = max((group.lowerBound - reach + offset + step - 1).flooredQuotient(by: step), 0)
      let high = min((group.upperBound - 1 + reach + offset).flooredQuotient(by: step), rows - 1)
      return low <= high ? low..<(high + 1) : nil
    }
    guard let low = touching.map(\.lowerBound).min(), let high = touching.map(\.upperBound).max() else {
      return 0..<0
    }
    return low..<high
  }
}

extension Int {
  fileprivate func flooredQuotient(by divisor: Int) -> Int { (self - modulo(divisor)) / divisor }
}
