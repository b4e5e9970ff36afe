import Scattering

/// Images that are held at a time, ready to be warped, with their vectors.
struct ImageGroup: Sendable {
  /// The index of the first of them.
  let first: Int
  let images: Signal<Double>
  let norms: [Double]
  let reference: SplineImages
  private let fast: SplineImages
  /// `[image, dimension]` of each representation.
  let vectors: [[Double]]

  var shape: Shape { images.shape }
  var count: Int { images.batchCount }

  init(_ experiment: Experiment, _ range: Range<Int>) throws {
    images = experiment.images.slice(range)
    (first, norms) = (range.lowerBound, images.norms())
    reference = ReferenceWarp(boundary: .reflect, parallel: experiment.parallel).prepare(images)
    fast = FastWarp(boundary: .reflect, parallel: experiment.parallel).prepare(images)
    let images = images
    vectors = try experiment.representations.map { try $0.checkedVectors(of: images) }
  }

  /// `|W_fast x - W_ref x| / |x|` of one image.
  func floor(_ image: Int, _ tau: UnsafePointer<Double>, _ moved: UnsafePointer<Double>) -> Double {
    let scratch = AlignedBuffer<Double>(uninitialized: shape.count)
    return withExtendedLifetime(scratch) {
      fast.warp(image, by: tau, into: scratch.base, gradient: nil)
      return distance(scratch.base, moved, count: shape.count) / norms[image]
    }
  }
}
