/// The size of a `BandedMatrix`, known before its weights are made: a dense one may be larger than memory.
package struct BandedMatrixLayout {
  package let rows, columns: Int
  /// Rows computed: a multiple of four.
  package var paddedRows: Int { (rows + 3) / 4 * 4 }
  /// Columns multiplied for each four rows, at the most.
  package let bandwidth: Int
  /// Columns from one row's centre to the next row's.
  let step: Int
  /// The largest lag that is held.
  let reach: Int
  let isDense: Bool

  /// - Parameter kernel: One circular period, of which the longest tail whose sum of magnitudes is at most
  ///   `tolerance` times the whole sum is dropped.
  package init(circulant kernel: [Double], step: Int, rows: Int, tolerance: Double) {
    reach = Self.reach(of: kernel, tolerance: tolerance)
    let window = 2 * reach + 1 + 3 * step
    isDense = window >= kernel.count
    (self.rows, self.step, columns, bandwidth) = (rows, step, kernel.count, min(window, kernel.count))
  }

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
