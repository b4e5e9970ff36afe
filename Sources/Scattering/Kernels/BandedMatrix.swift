import Arrays
import CKernels

/// The matrix of a circular convolution followed by decimation, only its non-negligible band held.
///
/// Plain pointers into the arena it was made in.
public struct BandedMatrix<Sample: ScatteringScalar>: @unchecked Sendable {
  /// The matrix takes `columns` samples of an axis to `rows`.
  public let rows, columns: Int
  /// Columns multiplied for each four rows, at the most; the cost of the product.
  package let bandwidth: Int
  package let bands: UnsafeBufferPointer<ckernels_band>
  package let weights: UnsafePointer<Sample>

  /// The matrix whose row r holds the kernel centred on column `first + step r`.
  ///
  /// - Parameter kernel: One circular period, of which the longest tail whose sum of magnitudes is at most
  ///   `tolerance` times the whole sum is dropped.
  package init(
    circulant kernel: [Double], first: Int, step: Int, rows: Int, tolerance: Double, in arena: Arena
  ) {
    let layout = BandedMatrixLayout(circulant: kernel, step: step, rows: rows, tolerance: tolerance)
    self.init(circulant: kernel, first: first, layout, in: arena)
  }

  /// The matrix of a layout made from the same kernel.
  package init(circulant kernel: [Double], first: Int, _ layout: BandedMatrixLayout, in arena: Arena) {
    let (period, step) = (kernel.count, layout.step)
    (rows, columns, bandwidth) = (layout.rows, layout.columns, layout.bandwidth)
    var bands: [ckernels_band] = []
    var weights: [Sample] = []
    weights.reserveCapacity(layout.paddedRows * layout.bandwidth)
    for group in stride(from: 0, to: rows, by: 4) {
      let start = layout.isDense ? 0 : (first + group * step - layout.reach).modulo(period)
      bands.append(
        ckernels_band(first: UInt32(start), count: UInt32(bandwidth), weight: UInt32(weights.count)))
      for column in start..<(start + bandwidth) {
        for row in group..<(group + 4) {
          let lag = (first + row * step - column).modulo(period)
          let isHeld = row < rows && (layout.isDense || min(lag, period - lag) <= layout.reach)
          weights.append(isHeld ? Sample(kernel[lag]) : 0)
        }
      }
    }
    self.bands = arena.store(bands)
    self.weights = arena.store(weights).baseAddress!
  }
}
