import Arrays
import Deformations

/// What was measured for one kind and amplitude: one number an item, which is one field of one image, images slowest.
struct CellRecord {
  let kind: DeformationKind
  let amplitude: Double
  let fieldCount: Int
  /// Empty for noise.
  var sizes: [DeformationSizes] = []
  /// `|W_fast x - W_ref x| / |x|`; empty for noise.
  var interpolationErrors: [Double] = []
  /// `|f(L_tau x) - f(x)|^2` and `|f(x + eta) - f(x)|^2`, `[representation][part][item]`; for noise both are the latter.
  var moved, noised: [[[Double]]]
  /// R_f with medians for means, `[representation][part]`; empty for noise, and for a representation of too many numbers.
  var ratiosOfMedians: [[Double?]] = []

  init(_ kind: DeformationKind, _ amplitude: Double, fieldCount: Int, layouts: [PartLayout]) {
    (self.kind, self.amplitude, self.fieldCount) = (kind, amplitude, fieldCount)
    moved = layouts.map { layout in layout.names.map { _ in [] } }
    noised = moved
  }

  /// A statistic of each image's fields.
  func perImage(_ values: [Double], _ statistic: (ArraySlice<Double>) -> Double) -> [Double] {
    values.indices.chunks(of: fieldCount).map { statistic(values[$0]) }
  }
}
