import CKernels

/// The matrix of a circular convolution followed by decimation, only its non-negligible band held.
///
/// Plain pointers into the arena it was made in.
public struct BandedMatrix<Sample: Scalar>: @unchecked Sendable {
  /// Rows that count, columns, and rows computed: a multiple of four, of which the last may be meaningless.
  public let rows, columns: Int
  public var paddedRows: Int { 4 * bands.count }
  /// Columns multiplied for each four rows, at the most; the cost of the product.
  package let bandwidth: Int
  package let bands: UnsafeBufferPointer<ckernels_band>
  package let weights: UnsafePointer<Sample>

  /// Row r holds the kernel centred on column `first + step r`.
  ///
  /// - Parameter kernel: One circular period, of which the longest tail whose sum of magnitudes is at most
  ///   `tolerance` times the whole sum is dropped.
  package init(
    circulant kernel: [Double], first: Int, step: Int, rows: Int, tolerance: Double, in arena: Arena
  ) {
    let period = kernel.count
    let reach = Self.reach(of: kernel, tolerance: tolerance)
    let window = 2 * reach + 1 + 3 * step
    let isDense = window >= period
    (self.rows, columns, bandwidth) = (rows, period, min(window, period))
    var bands: [ckernels_band] = []
    var weights: [Sample] = []
    for group in stride(from: 0, to: rows, by: 4) {
      let start = isDense ? 0 : (first + group * step - reach).modulo(period)
      bands.append(
        ckernels_band(first: UInt32(start), count: UInt32(bandwidth), weight: UInt32(weights.count)))
      for column in start..<(start + bandwidth) {
        for row in group..<(group + 4) {
          let lag = (first + row * step - column).modulo(period)
          let isHeld = row < rows && (isDense || min(lag, period - lag) <= reach)
          weights.append(isHeld ? Sample(kernel[lag]) : 0)
        }
      }
    }
    self.bands = arena.store(bands)
    self.weights = arena.store(weights).baseAddress!
  }

  /// The largest lag that must be held.
  private static func reach(of kernel: [Double], tolerance: Double) -> Int {
    let period = kernel.count
    let allowed = tolerance * kernel.reduce(0) { $0 + abs($1) }
    var reach = period / 2
    var dropped = 0.0
    while reach > 0 {
      dropped += abs(kernel[reach]) + (2 * reach == period ? 0 : abs(kernel[period - reach]))
      if dropped > allowed { break }
      reach -= 1
    }
    return reach
  }
}
