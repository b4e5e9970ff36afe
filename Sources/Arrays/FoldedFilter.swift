import CKernels
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
  /// Complex samples a stretch: 8, 4, 2 or 1.
  public let width: Int
  /// For each stretch, row by row, the number of blocks stored.
  package let counts: UnsafePointer<UInt16>
  /// For each block stored, where in the source spectrum it starts; then as many zeros as products look ahead.
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
    let table = FoldedStretches(source: source, target: target, threshold: threshold)
    let weights = GrowingBuffer<Sample>()
    for row in 0..<target.rowCount {
      table.fillRow(row, values)
      let count = table.values.count
      table.values.withUnsafeBytes {
        Sample.convert(
          $0, of: .float64, byteSwapped: false, count: count, scale: scale, into: weights.grow(by: count))
      }
    }
    rows = target.rowCount
    rowLength = target.rowLength
    width = table.width
    counts = arena.adopt(table.counts)
    let lookahead = Int(CKERNELS_LOOKAHEAD)
    table.sources.grow(by: lookahead).initialize(repeating: 0, count: lookahead)
    sources = arena.adopt(table.sources)
    self.weights = arena.adopt(weights)
    productCount = weights.count
  }
}

/// Collects the stretches of a folded filter, one target row at a time; of no scalar type, so that its loops are fast.
private final class FoldedStretches {
  let source, target: Shape
  let threshold: Double
  let width: Int
  let counts = GrowingBuffer<UInt16>()
  let sources = GrowingBuffer<UInt32>()
  /// The filter's values in the row filled last.
  private(set) var values: [Double] = []
  /// The source rows that fold to one target row, filled anew for each.
  private let rows: AlignedBuffer<Double>

  init(source: Shape, target: Shape, threshold: Double) {
    precondition(source.count <= Int(UInt32.max), "a grid of \(source) has more samples than 32 bits count")
    precondition(
      zip(source.dimensions, target.dimensions).allSatisfy { $0 % $1 == 0 },
      "a spectrum of \(source) does not fold to \(target)")
    (self.source, self.target, self.threshold) = (source, target, threshold)
    width = target.rowLength >= 8 ? 8 : target.rowLength >= 4 ? 4 : min(target.rowLength, 2)
    rows = AlignedBuffer(uninitialized: source.rowCount / target.rowCount * source.rowLength)
  }

  /// Appends the stretches of one target row.
  func fillRow(_ row: Int, _ write: (Int, UnsafeMutableBufferPointer<Double>) -> Bool) {
    values.removeAll(keepingCapacity: true)
    var live: [(row: Int, values: UnsafePointer<Double>)] = []
    for sourceRow in sourceRows(of: row) {
      let buffer = UnsafeMutableBufferPointer(
        start: rows.base + live.count * source.rowLength, count: source.rowLength)
      buffer.update(repeating: 0)
      if write(sourceRow, buffer) { live.append((sourceRow, UnsafePointer(buffer.baseAddress!))) }
    }
    for start in stride(from: 0, to: target.rowLength, by: width) {
      appendStretch(min(start, target.rowLength - width), live)
    }
  }

  /// The source rows that fold to target row `row`.
  private func sourceRows(of row: Int) -> [Int] {
    var remaining = row
    var indices: [Int] = []
    for axis in stride(from: target.rank - 2, through: 0, by: -1) {
      indices.insert(remaining % target[axis], at: 0)
      remaining /= target[axis]
    }
    return indices.indices.reduce([0]) { rows, axis in
      rows.flatMap { row in
        stride(from: indices[axis], to: source[axis], by: target[axis]).map { row * source[axis] + $0 }
      }
    }
  }

  private func appendStretch(_ start: Int, _ live: [(row: Int, values: UnsafePointer<Double>)]) {
    var count: UInt16 = 0
    for (row, rowValues) in live {
      for column in stride(from: start, to: source.rowLength, by: target.rowLength) {
        let stretch = UnsafeBufferPointer(start: rowValues + column, count: width)
        guard stretch.reduce(0, { max($0, abs($1)) }) > threshold else { continue }
        count += 1
        sources.append(UInt32(row * source.rowLength + column))
        values.append(contentsOf: stretch)
      }
    }
    counts.append(count)
  }
}
