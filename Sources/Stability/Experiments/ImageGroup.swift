import Arrays
import Deformations
import Numerical
import Representations

/// Images that are held at a time, ready to be warped, with their vectors.
struct ImageGroup: Sendable {
  /// The index of the first of them.
  let first: Int
  let images: Signal<Double>
  let norms: [Double]
  /// The axes that fields move.
  let space: Shape
  /// By plane.
  private let reference, fast: SplineImages
  /// `[image, dimension]` of each representation.
  let vectors: [[Double]]

  var shape: Shape { images.shape }
  var count: Int { images.batchCount }

  init(_ experiment: Experiment, _ range: Range<Int>) throws {
    images = experiment.images.slice(range)
    (first, norms) = (range.lowerBound, images.norms())
    space = experiment.settings.space(of: images.shape)
    let planes = images.planes(of: space)
    reference = SplineWarp.reference(boundary: .reflect, parallel: experiment.parallel).prepare(planes)
    fast = SplineWarp.fast(boundary: .reflect, parallel: experiment.parallel).prepare(planes)
    let images = images
    vectors = try experiment.representations.map { try $0.checkedVectors(of: images) }
  }

  /// One image under a field, all of its planes moved alike, by the reference warp.
  func warp(_ image: Int, by tau: UnsafePointer<Double>, into out: UnsafeMutablePointer<Double>) {
    warp(image, by: reference, tau, into: out)
  }

  private func warp(
    _ image: Int, by spline: SplineImages, _ tau: UnsafePointer<Double>,
    into out: UnsafeMutablePointer<Double>
  ) {
    let channelCount = shape.count / space.count
    for channel in 0..<channelCount {
      spline.warp(
        image * channelCount + channel, by: tau, into: out + channel * space.count, gradient: nil)
    }
  }

  /// `|W_fast x - W_ref x| / |x|` of one image.
  func interpolationError(_ image: Int, _ tau: UnsafePointer<Double>, _ moved: UnsafePointer<Double>)
    -> Double
  {
    let scratch = AlignedBuffer<Double>(uninitialized: shape.count)
    return withExtendedLifetime(scratch) {
      warp(image, by: fast, tau, into: scratch.base)
      return distance(scratch.base, moved, count: shape.count) / norms[image]
    }
  }
}

/// How many images and signals of an experiment are held at a time.
struct BatchSizes {
  /// Doubles held for images, and as many for a batch of signals.
  private static let budget = MemoryBudget(numbers: 1 << 24)

  let images, signals: Int

  init(shape: Shape, dimensions: [Int]) {
    let grid = shape.dimensions.reduce(1) { $0 * 8 * $1 }
    images = Self.budget.count(of: 2 * grid + dimensions.reduce(0, +))
    // A field and its derivatives, the signals it makes, and their vectors.
    let field = (1...3).reduce(0) { sum, order in
      sum + Array(repeating: shape.rank, count: order).reduce(1, *)
    }
    signals = Self.budget.count(of: (field + 4) * shape.count + 2 * dimensions.max()!)
  }
}
