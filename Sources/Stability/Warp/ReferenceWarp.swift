import Scattering

/// The warp that measurements are stated with: spectral upsampling by 8, then quintic B-splines through the fine samples
/// (Docs/Decisions/0006-reference-warp.md).
///
/// Exact to 1e-6 of the signal up to 0.9 of the Nyquist frequency. An image of n x n takes 512 n^2 bytes once prepared.
public struct ReferenceWarp: Warp {
  static let spline = Spline(degree: .quintic, factor: 8)

  public let boundary: WarpBoundary
  private let parallel: Parallel

  public init(boundary: WarpBoundary = .reflect, parallel: Parallel = Parallel()) {
    (self.boundary, self.parallel) = (boundary, parallel)
  }

  public func prepare(_ images: Signal<Double>) -> SplineImages {
    SplineImages(images, spline: Self.spline, boundary: boundary, parallel: parallel)
  }
}
