import ComplexModule

/// The non-negligible part of a real filter in the Fourier domain, laid out in the order in which a product with a
/// spectrum that is then decimated reads it.
///
/// Decimating a signal by d folds its spectrum: the d blocks along each axis are added. The target spectrum is cut
/// into stretches of `width` samples; for each stretch stand here the blocks in which the filter is not negligible there,
/// and the filter's values. The last stretch of a row ends with the row, so it may overlap the one before.
///
/// Plain pointers into the arena it was made in.
public struct FoldedFilter<Sample: Scalar>: @unchecked Sendable {
  /// Rows of the target spectrum and the samples of each.
  public let rows, rowLength: Int
  /// Complex samples a stretch: 8, 4 or 2.
  public let width: Int
  /// For each stretch, row by row, the number of blocks stored.
  package let counts: UnsafePointer<UInt16>
  /// For each block stored, where in the source spectrum it starts.
  package let sources: UnsafePointer<UInt32>
  /// For each block stored, `width` filter values.
  package let weights: UnsafePointer<Sample>
  /// Complex samples multiplied in one product.
  package let productCount: Int

  /// - Parameters:
  ///   - source: The shape of the spectrum multiplied.
  ///   - target: The shape of the folded spectrum; each axis a divisor of `source`'s.
  ///   - scale: Multiplies every value.
  ///   - threshold: Values of at most this magnitude, before scaling, are negligible.
  ///   - arena: Owns the tables.
  ///   - values: Writes the filter's values in row `row` of the source, `source.rowLength` of them; the buffer
  ///     comes zeroed. Returns false where the row is negligible.
  package init(
    source: Shape, target: Shape, scale: Double, threshold: Double, in arena: Arena,
    values: (_ row: Int, _ out: UnsafeMutableBufferPointer<Double>) -> Bool
  ) {
    var builder = FoldedFilterBuilder<Sample>(source: source, target: target, scale: scale, threshold: threshold)
    for row in 0..<target.rowCount { builder.append(row, values) }
    rows = target.rowCount
    rowLength = target.rowLength
    width = builder.width
    counts = arena.store(builder.counts).baseAddress!
    sources = arena.store(builder.sources).baseAddress!
    weights = arena.store(builder.weights).baseAddress!
    productCount = builder.weights.count
  }
}

/// Collects the stretches of a folded filter, one target row at a time.
private struct FoldedFilterBuilder<Sample: Scalar> {
  let source, target: Shape
  let scale, threshold: Double
  let width: Int
  var counts: [UInt16] = []
  var sources: [UInt32] = []
  var weights: [Sample] = []

  init(source: Shape, target: Shape, scale: Double, threshold: Double) {
    precondition(source.count <= Int(UInt32.max), "a grid of \(source) has more samples than 32 bits count")
    precondition(
      target.rowLength >= 2 && zip(source.dimensions, target.dimensions).allSatisfy { $0 % $1 == 0 },
      "a spectrum of \(source) does not fold to \(target)")
    (self.source, self.target, self.scale, self.threshold) = (source, target, scale, threshold)
    width = target.rowLength >= 8 ? 8 : target.rowLength >= 4 ? 4 : 2
  }

  /// The source rows that fold to target row `row`.
  func sourceRows(of row: Int) -> [Int] {
    var rows = [0]
    var remaining = row
    var strides: [(index: Int, axis: Int)] = []
    for axis in stride(from: target.rank - 2, through: 0, by: -1) {
      strides.append((remaining % target[axis], axis))
      remaining /= target[axis]
    }
    for (index, axis) in strides.reversed() {
      rows = rows.flatMap { row in
        stride(from: index, to: source[axis], by: target[axis]).map { row * source[axis] + $0 }
      }
    }
    return rows
  }

  mutating func append(_ row: Int, _ values: (Int, UnsafeMutableBufferPointer<Double>) -> Bool) {
    var live: [(row: Int, values: [Double])] = []
    for sourceRow in sourceRows(of: row) {
      var buffer = [Double](repeating: 0, count: source.rowLength)
      if buffer.withUnsafeMutableBufferPointer({ values(sourceRow, $0) }) { live.append((sourceRow, buffer)) }
    }
    for start in stride(from: 0, to: target.rowLength, by: width) {
      appendStretch(min(start, target.rowLength - width), live)
    }
  }

  mutating func appendStretch(_ start: Int, _ live: [(row: Int, values: [Double])]) {
    var count: UInt16 = 0
    for (row, values) in live {
      for column in stride(from: start, to: source.rowLength, by: target.rowLength) {
        let stretch = values[column..<(column + width)]
        guard stretch.contains(where: { abs($0) > threshold }) else { continue }
        count += 1
        sources.append(UInt32(row * source.rowLength + column))
        weights.append(contentsOf: stretch.lazy.map { [scale] in Sample($0 * scale) })
      }
    }
    counts.append(count)
  }
}
