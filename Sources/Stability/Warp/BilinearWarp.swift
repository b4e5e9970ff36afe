import Scattering

/// Linear interpolation of the samples along each axis, for comparison only: it blurs by an amount of first order in the
/// displacement, and so doubles the distance measured at 0.1 pixel.
public struct BilinearWarp: Warp {
  static let spline = Spline(degree: .linear, factor: 1)

  public let boundary: WarpBoundary
  private let parallel: Parallel

  public init(boundary: WarpBoundary = .reflect, parallel: Parallel = Parallel()) {
    (self.boundary, self.parallel) = (boundary, parallel)
  }

  public func prepare(_ images: Signal<Double>) -> SplineImages {
    SplineImages(images, spline: Self.spline, boundary: boundary, parallel: parallel)
  }
}
