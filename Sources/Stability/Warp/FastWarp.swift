import Scattering

/// The warp for searches: spectral upsampling by 2, then quintic B-splines through the fine samples.
///
/// Errors are 1e-3 of the signal at 0.9 of the Nyquist frequency, 1e-5 at half of it; an image takes a sixteenth of
/// `ReferenceWarp`'s memory (Docs/Decisions/0006-reference-warp.md).
public struct FastWarp: Warp {
  static let spline = Spline(degree: .quintic, factor: 2)

  public let boundary: WarpBoundary
  private let parallel: Parallel

  public init(boundary: WarpBoundary = .reflect, parallel: Parallel = Parallel()) {
    (self.boundary, self.parallel) = (boundary, parallel)
  }

  public func prepare(_ images: Signal<Double>) -> SplineImages {
    SplineImages(images, spline: Self.spline, boundary: boundary, parallel: parallel)
  }
}
