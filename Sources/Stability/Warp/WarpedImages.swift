import Scattering

/// Warped images and the gradient of their interpolants at the places they were read.
public struct WarpedImages: Sendable {
  /// `x(u - tau(u))`, `[batch..., space...]`.
  public let values: Signal<Double>
  /// `(grad x)(u - tau(u))`, `[batch..., axis, space...]`, per pixel; `d/dtau x(u - tau)` is its negative.
  public let gradient: Signal<Double>
}
