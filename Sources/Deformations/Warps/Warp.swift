import Arrays

/// A way to compute `L_tau x(u) = x(u - tau(u))` for sampled images (or lines, or volumes).
///
/// The sampled x is continued between its samples by an interpolant that passes through them, and beyond its edges by
/// `boundary`. Preparing images, which costs most, is apart from applying fields to them, because one image meets many
/// fields. Where `u - tau(u)` is a sample's position along every axis the sample itself is taken: no displacement gives the image
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

/// How images go on beyond their edges when they are warped; both continue them periodically, so that they have a Fourier
/// series.
public enum WarpBoundary: String, CaseIterable, Codable, Sendable {
  /// The signal mirrored about the outer edge of the edge sample, which is repeated: `b a | a b c | c b`. No jump at the edge and
  /// nothing from the opposite side: for pictures.
  case reflect
  /// The signal repeated: for signals that are periodic, and for analysis.
  case periodic

  /// The period of the continued signal, in samples.
  package func period(_ count: Int) -> Int { self == .reflect ? 2 * count : count }

  /// The sample that stands at any position of a line of `count`.
  package func source(of position: Int, count: Int) -> Int {
    let index = position.modulo(period(count))
    return index < count ? index : 2 * count - 1 - index
  }

  /// The point of `[-1/2, count - 1/2]` that has the same value as `position`, and the sign of the derivative there
  /// as seen from `position`.
  func fold(_ position: Double, count: Int) -> (position: Double, sign: Double) {
    let period = Double(period(count))
    let folded = position - period * ((position + 0.5) / period).rounded(.down)
    let edge = Double(count) - 0.5
    if folded <= edge { return (max(folded, -0.5), 1) }
    return self == .reflect ? (max(2 * edge - folded, -0.5), -1) : (edge, 1)
  }
}
