import Arrays
import Numerical
import Representations

/// `|f(perturbed x) - f(x)|^2` and its gradient with respect to coefficients.
struct SearchObjective {
  let representation: any DifferentiableRepresentation
  let space: any SearchSpace
  let images: Signal<Double>
  /// `f(x)`, `[image, dimension]`.
  let vectors: [Double]
  /// Signals that are held at a time.
  let batch: Int
  let parallel: Parallel

  init(
    _ representation: any DifferentiableRepresentation, _ space: any SearchSpace, _ images: Signal<Double>,
    parallel: Parallel
  ) throws {
    self.parallel = parallel
    (self.representation, self.space, self.images) = (representation, space, images)
    vectors = try representation.checkedVectors(of: images)
    batch = BatchSizes(shape: images.shape, dimensions: [representation.dimension]).signals
  }

  /// The objective by the reference warp, in batches.
  func evaluate(_ points: [SearchPoint], _ checkCancellation: () throws -> Void) throws -> [Double] {
    try points.indices.chunks(of: batch).flatMap { chunk in
      try checkCancellation()
      return try squares(points[chunk], space.evaluate(Array(points[chunk])))
    }
  }

  /// The differences from the images' own vectors, one a point.
  func differences(_ neighbourhood: Neighbourhood) throws -> [[Double]] {
    try differences(neighbourhood.points[...], neighbourhood.signals)
  }

  private func squares(_ points: ArraySlice<SearchPoint>, _ signals: Signal<Double>) throws -> [Double] {
    try differences(points, signals).map(squaredNorm)
  }

  private func differences(_ points: ArraySlice<SearchPoint>, _ signals: Signal<Double>) throws -> [[Double]]
  {
    let moved = try representation.checkedVectors(of: signals)
    let dimension = representation.dimension
    return points.enumerated().map { index, point in
      zip(moved[(index * dimension)...].prefix(dimension), vectors[(point.image * dimension)...]).map(-)
    }
  }

  /// The transposed derivative of features with respect to coefficients.
  func pulled(_ neighbourhood: Neighbourhood, _ cotangents: [Double]) throws -> [[Double]] {
    let gradients = space.pullback(
      neighbourhood, of: try representation.pullback(at: neighbourhood.signals, of: cotangents))
    for gradient in gradients {
      if let index = gradient.firstIndex(where: { !$0.isFinite }) {
        throw StabilityError.nonFiniteVector(
          "the pullback of \(representation.name)", index: index, found: "\(gradient[index])")
      }
    }
    return gradients
  }
}
