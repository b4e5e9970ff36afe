import Scattering

/// A way to compute `L_tau x(u) = x(u - tau(u))` for sampled images (or lines, or volumes).
///
/// The sampled x is continued between its samples by an interpolant that passes through them, and beyond its edges by
/// `boundary`. Preparing images, which costs most, is apart from applying fields to them, because one image meets many
/// fields. Where `u - tau(u)` is a sample's place in every axis the sample itself is taken: no displacement gives the image
/// back bit for bit, and whole-pixel shifts only move samples.
public protocol Warp: Sendable {
  associatedtype Prepared: PreparedImages

  /// How images go on beyond their edges.
  var boundary: WarpBoundary { get }

  /// What all fields applied to these images need, computed once. Images are `[batch..., space...]`.
  func prepare(_ images: Signal<Double>) -> Prepared
}

extension Warp {
  /// Images under one field, for a single use.
  public func callAsFunction(_ images: Signal<Double>, by field: DisplacementField) -> Signal<Double> {
    prepare(images).apply(field)
  }
}
