import Arrays
import Fourier

/// Images as B-spline coefficients on a fine grid.
public struct SplineImages: PreparedImages {
  public let batch: [Int]
  public let shape: Shape
  public let parallel: Parallel
  let boundary: WarpBoundary
  let spline: Spline
  /// The images themselves, for points that are samples.
  private let images: Signal<Double>
  /// Coefficients along each axis.
  let grid: Shape
  /// `[image, grid...]`.
  let coefficients: AlignedBuffer<Double>

  package init(
    _ images: Signal<Double>, spline: Spline, boundary: WarpBoundary, parallel: Parallel,
    planner: Planner = .shared
  ) {
    (batch, shape, self.parallel) = (images.batch, images.shape, parallel)
    (self.boundary, self.spline, self.images) = (boundary, spline, images)
    let filters = shape.dimensions.map { spline.filter(count: $0, boundary: boundary, planner: planner) }
    let grid = Shape(unchecked: filters.map(\.outputCount))
    let (block, count) = (shape.count, grid.count)
    let coefficients = AlignedBuffer<Double>(uninitialized: images.batchCount * count)
    (self.grid, self.coefficients) = (grid, coefficients)
    images.withUnsafeSamples { samples in
      nonisolated(unsafe) let samples = samples
      parallel.forEach(images.batchCount) { _, image in
        filters.apply(samples.baseAddress! + image * block, into: coefficients.base + image * count)
      }
    }
  }

  public func warp(
    _ image: Int, by displacement: UnsafePointer<Double>, into values: UnsafeMutablePointer<Double>,
    gradient: UnsafeMutablePointer<Double>?
  ) {
    withExtendedLifetime(coefficients) {
      images.withUnsafeSamples { samples in
        let job = SplineJob(
          shape: PlainShape(shape), grid: PlainShape(grid), boundary: boundary,
          factor: Double(spline.factor), first: spline.first,
          samples: samples.baseAddress! + image * shape.count,
          coefficients: coefficients.base + image * grid.count, displacement: displacement, values: values,
          gradient: gradient)
        switch spline.degree {
        case .linear: job.run(LinearKernel.self)
        case .cubic: job.run(CubicKernel.self)
        case .quintic: job.run(QuinticKernel.self)
        }
      }
    }
  }
}
