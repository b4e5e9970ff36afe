import Arrays
import CKernels
import ComplexModule

/// The non-negligible part of a real filter in the Fourier domain, laid out in the order in which a product with a
/// spectrum that is then decimated reads it.
///
/// Decimating a signal by d folds its spectrum: the d blocks along each axis are added. The target spectrum is cut
/// into chunks of `width` samples; for each chunk stand here the blocks in which the filter is not negligible there,
/// and the filter's values. The last chunk of a row ends with the row, so it may overlap the one before.
///
/// Plain pointers into the arena it was made in.
public struct FoldedFilter<Sample: ScatteringScalar>: @unchecked Sendable {
  /// Rows of the target spectrum and the samples of each.
  public let rows, rowLength: Int
  /// The number of complex samples of a chunk: 8, 4, 2 or 1.
  public let width: Int
  /// For each chunk, row by row, the number of blocks stored.
  package let counts: UnsafePointer<UInt16>
  /// For each block stored, where in the source spectrum it starts; then as many zeros as products look ahead.
  package let sources: UnsafePointer<UInt32>
  /// For each block stored, `width` filter values.
  package let weights: UnsafePointer<Sample>
  /// The number of complex samples multiplied in one product.
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
    let table = FoldedChunks(source: source, target: target, threshold: threshold)
    let weights = GrowingBuffer<Sample>()
    for row in 0..<target.rowCount {
      let stored = table.appendRow(row, values)
      weights.append(atMost: stored.count) {
        Sample.convert(
          UnsafeRawBufferPointer(stored), of: .float64, byteSwapped: false, count: stored.count, scale: scale,
          into: $0)
        return stored.count
      }
    }
    rows = target.rowCount
    rowLength = target.rowLength
    width = table.width
    arena.keep(table.counts)
    counts = UnsafePointer(table.counts.base)
    let lookahead = Int(CKERNELS_LOOKAHEAD)
    table.sources.append(atMost: lookahead) {
      $0.initialize(repeating: 0, count: lookahead)
      return lookahead
    }
    sources = arena.adopt(table.sources)
    self.weights = arena.adopt(weights)
    productCount = weights.count
  }
}

/// Collects the chunks of a folded filter, one target row at a time; of no scalar type, so that its loops are fast.
private final class FoldedChunks {
  let source, target: Shape
  let threshold: Double
  /// Samples of a chunk, and chunks of a target row.
  let width, chunkCount: Int
  /// The number of blocks stored for each chunk, of all rows.
  let counts: AlignedBuffer<UInt16>
  let sources = GrowingBuffer<UInt32>()
  /// The source rows that fold to one target row, filled anew for each.
  private let rows: AlignedBuffer<Double>
  /// The filter's values in the row appended last.
  private let values: AlignedBuffer<Double>

  init(source: Shape, target: Shape, threshold: Double) {
    precondition(source.count <= Int(UInt32.max), "a grid of \(source) has more samples than 32 bits count")
    precondition(
      zip(source.dimensions, target.dimensions).allSatisfy { $0 % $1 == 0 },
      "a spectrum of \(source) does not fold to \(target)")
    (self.source, self.target, self.threshold) = (source, target, threshold)
    width = target.rowLength >= 8 ? 8 : target.rowLength >= 4 ? 4 : min(target.rowLength, 2)
    chunkCount = (target.rowLength + width - 1) / width
    counts = AlignedBuffer(uninitialized: target.rowCount * chunkCount)
    let blocks = source.count / target.count
    rows = AlignedBuffer(uninitialized: blocks * target.rowLength)
    values = AlignedBuffer(uninitialized: blocks * chunkCount * width)
  }

  /// Appends the chunks of one target row.
  ///
  /// - Returns: The filter's values in them, good until the next row.
  func appendRow(
    _ row: Int, _ write: (Int, UnsafeMutableBufferPointer<Double>) -> Bool
  ) -> UnsafeBufferPointer<Double> {
    let length = source.rowLength
    var live: [(row: Int, values: UnsafePointer<Double>)] = []
    for sourceRow in sourceRows(of: row) {
      let buffer = UnsafeMutableBufferPointer(start: rows.base + live.count * length, count: length)
      buffer.update(repeating: 0)
      if write(sourceRow, buffer) { live.append((sourceRow, UnsafePointer(buffer.baseAddress!))) }
    }
    var stored = 0
    sources.append(atMost: live.count * (length / target.rowLength) * chunkCount) { sources in
      stored = gather(live, counts: counts.base + row * chunkCount, sources: sources)
      return stored
    }
    return UnsafeBufferPointer(start: values.base, count: stored * width)
  }

  /// Writes each chunk's number of blocks, and each block's source and values; returns the number of blocks.
  private func gather(
    _ live: [(row: Int, values: UnsafePointer<Double>)], counts: UnsafeMutablePointer<UInt16>,
    sources: UnsafeMutablePointer<UInt32>
  ) -> Int {
    // Read once: these loops visit every sample of every filter.
    let (length, period) = (source.rowLength, target.rowLength)
    let (width, threshold, values) = (width, threshold, values.base)
    var stored = 0
    for chunk in 0..<chunkCount {
      let start = min(chunk * width, period - width)
      let before = stored
      for (row, rowValues) in live {
        for column in stride(from: start, to: length, by: period) {
          let block = rowValues + column
          guard (0..<width).contains(where: { abs(block[$0]) > threshold }) else { continue }
          sources[stored] = UInt32(row * length + column)
          (values + stored * width).update(from: block, count: width)
          stored += 1
        }
      }
      counts[chunk] = UInt16(stored - before)
    }
    return stored
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
}
