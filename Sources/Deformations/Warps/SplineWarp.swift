import Arrays

/// Interpolation by B-splines through the samples of a finer grid, which come from the Fourier series
/// (Docs/Decisions/0006-reference-warp.md): `reference`, `fast` and `bilinear` differ by the degree and the fineness alone.
public struct SplineWarp: Warp {
  public let boundary: WarpBoundary
  private let spline: Spline
  private let parallel: Parallel

  package init(_ spline: Spline, boundary: WarpBoundary = .reflect, parallel: Parallel = Parallel()) {
    (self.spline, self.boundary, self.parallel) = (spline, boundary, parallel)
  }

  /// The warp that measurements are stated with: spectral upsampling by 8, then quintic B-splines.
  ///
  /// Exact to 1e-6 of the signal up to 0.9 of the Nyquist frequency. An image of n x n takes 512 n^2 bytes once prepared.
  public static func reference(
    boundary: WarpBoundary = .reflect, parallel: Parallel = Parallel()
  ) -> SplineWarp {
    SplineWarp(Spline(degree: .quintic, factor: 8), boundary: boundary, parallel: parallel)
  }

  /// The warp for searches: spectral upsampling by 2, then quintic B-splines.
  ///
  /// Errors are 1e-3 of the signal at 0.9 of the Nyquist frequency, 1e-5 at half of it; an image takes a sixteenth of the memory of
  /// `reference`.
  public static func fast(
    boundary: WarpBoundary = .reflect, parallel: Parallel = Parallel()
  ) -> SplineWarp {
    SplineWarp(Spline(degree: .quintic, factor: 2), boundary: boundary, parallel: parallel)
  }

  /// Linear interpolation of the samples along each axis, for comparison only: it blurs by an amount of first order in the
  /// displacement, and so doubles the distance measured at 0.1 pixel.
  public static func bilinear(
    boundary: WarpBoundary = .reflect, parallel: Parallel = Parallel()
  ) -> SplineWarp {
    SplineWarp(Spline(degree: .linear, factor: 1), boundary: boundary, parallel: parallel)
  }

  public func prepare(_ images: Signal<Double>) -> SplineImages {
    SplineImages(images, spline: spline, boundary: boundary, parallel: parallel)
  }
}
