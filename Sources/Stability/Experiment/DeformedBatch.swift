import Scattering

/// Some images under some fields, and under noise of matched norms.
struct DeformedBatch {
  /// `L_tau x` of all items, then `x + eta` of all; for noise the latter alone.
  let signals: Signal<Double>
  /// The number of items.
  let count: Int
  /// Empty for noise.
  let sizes: [DeformationSizes]
  /// `|W_fast x - W_ref x| / |x|`; empty for noise.
  let floors: [Double]
}
