import Scattering

/// Deforms images at random and measures how far representations move.
///
/// For every kind, amplitude and image `fieldCount` fields are drawn, each by a generator of its own that the seed, kind,
/// amplitude, image and field fix; images are warped by `ReferenceWarp`, mirrored at their edges. A distance is
/// `|f(L_tau x) - f(x)| / |x|`; an image's is the median over its fields, a row's the median over images, with a 95 %
/// interval by bootstrap over images. Noise has the norm of `L_tau x - x` of an elastic field of the amplitude.
///
/// Figures are the same bits for any number of threads. Images pass in groups and signals in batches, so memory does not
/// grow with images times fields, but for one number for each of them and each part of a representation.
public struct Experiment: Sendable {
  public let representations: [any Representation]
  /// `[image, space...]`.
  public let images: Signal<Double>
  /// One name an image.
  public let names: [String]
  public let settings: ExperimentSettings
  let parallel: Parallel

  /// - Parameters:
  ///   - images: Any batch axes; counted in row-major order.
  ///   - names: `image 0`, `image 1` ... unless given.
  ///   - parallel: The threads that draw and warp; representations have their own.
  /// - Throws: `StabilityError`.
  public init(
    representations: [any Representation], images: Signal<Double>, names: [String]? = nil,
    settings: ExperimentSettings = ExperimentSettings(), parallel: Parallel = Parallel()
  ) throws(StabilityError) {
    let names = names ?? (0..<images.batchCount).map { "image \($0)" }
    try ImageCheck(images: images, names: names).check()
    try settings.check(shape: images.shape)
    try Self.check(representations, shape: images.shape)
    (self.representations, self.images, self.names) = (representations, images, names)
    (self.settings, self.parallel) = (settings, parallel)
  }

  private static func check(_ representations: [any Representation], shape: Shape) throws(StabilityError) {
    guard !representations.isEmpty else { throw .none("representation") }
    var known: Set<String> = []
    for representation in representations {
      guard representation.shape == shape else {
        throw .mismatchedShape(representation.name, found: representation.shape, expected: shape)
      }
      guard known.insert(representation.name).inserted else {
        throw .repeated("the representation \(representation.name)")
      }
    }
  }
}
