import Arrays
import Files
import Representations

/// Deforms images at random and measures how far representations move.
///
/// For every kind, amplitude and image `fieldCount` fields are drawn, each by a generator of its own that the seed, kind,
/// amplitude, image and field fix; images are warped by `SplineWarp.reference`, mirrored at their edges. A distance is
/// `|f(L_tau x) - f(x)| / |x|`; an image's is the median over its fields, a row's the median over images, with a 95 %
/// interval by bootstrap over images; one image has none. Noise has the norm of `L_tau x - x` of an elastic field of the amplitude.
/// Images are taken in ordinary units (`ImageUnits`).
///
/// Figures are the same bits for any number of threads. Images pass in groups and signals in batches, so memory does not
/// grow with images times fields, but for one number for each of them and each part of a representation.
public struct Experiment: Sendable {
  public let representations: [any Representation]
  /// The images in ordinary units, `[image, space...]`.
  public var images: Signal<Double> { units.images }
  /// The images' names, one each.
  public let names: [String]
  public let settings: ExperimentSettings
  let units: ImageUnits
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
    let check = ImageCheck(images: images, names: names)
    try check.check()
    if let constant = check.constantImages.first { throw .constantImage(names[constant]) }
    try self.init(
      representations: representations, units: ImageUnits(images), names: names, settings: settings,
      parallel: parallel)
  }

  /// - Precondition: every image varies, and there are as many names.
  init(
    representations: [any Representation], units: ImageUnits, names: [String], settings: ExperimentSettings,
    parallel: Parallel
  ) throws(StabilityError) {
    try settings.check(shape: units.images.shape)
    try Self.check(representations, shape: units.images.shape)
    (self.representations, self.units, self.names) = (representations, units, names)
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

extension Experiment {
  /// J of K(tau) for a representation: its own, or that of the settings.
  func scales(of representation: any Representation) -> Int {
    representation.scattering?.scales ?? settings.scales
  }

  /// Measures every representation under every deformation.
  /// - Parameters:
  ///   - progress: Called on the caller's thread after every batch.
  ///   - checkCancellation: Called before every batch; what it throws ends the run.
  /// - Throws: `StabilityError` for vectors of the wrong count or not finite, what a representation throws, and what
  ///   `checkCancellation` throws.
  public func run(
    progress: (StageProgress) -> Void = { _ in }, checkCancellation: () throws -> Void = {}
  ) throws -> Measurements {
    var run = ExperimentRun(self)
    try run.measure(progress: progress, checkCancellation: checkCancellation)
    try checkCancellation()
    return Measurements(
      rows: run.rows(), fits: run.fits(), deformations: run.deformations(), pictures: run.pictures())
  }
}

/// What an experiment measured, in the parts of a `StabilityReport`.
public struct Measurements: Codable, Hashable, Sendable {
  /// The rows by representation, part (`all` first), kind and amplitude, the last fastest.
  public var rows: [StabilityRow]
  /// The fitted constants by representation, part and kind; none of noise, and none at all where there is only one amplitude.
  public var fits: [StabilityFit]
  /// The random fields by kind and amplitude.
  public var deformations: [DeformationSummary]
  public var pictures: [DeformedPicture]

  public init(
    rows: [StabilityRow], fits: [StabilityFit], deformations: [DeformationSummary],
    pictures: [DeformedPicture]
  ) {
    (self.rows, self.fits, self.deformations, self.pictures) = (rows, fits, deformations, pictures)
  }
}

/// Whether images can take part in an experiment.
struct ImageCheck {
  let images: Signal<Double>
  let names: [String]

  /// Whether there are images, a name for each, and numbers for all samples.
  func check() throws(StabilityError) {
    guard images.batchCount >= 1 else { throw .none("image") }
    guard names.count == images.batchCount else {
      throw .mismatchedNames(found: names.count, expected: images.batchCount)
    }
    for (index, name) in names.enumerated() { try Self.checkFinite(images, index, name) }
  }

  /// The images that are the same everywhere.
  var constantImages: [Int] { (0..<images.batchCount).filter { Self.isConstant(images, $0) } }

  /// One image: finite, and not the same everywhere.
  static func check(_ images: Signal<Double>, _ index: Int, _ name: String) throws(StabilityError) {
    try checkFinite(images, index, name)
    if isConstant(images, index) { throw .constantImage(name) }
  }

  private static func checkFinite(_ images: Signal<Double>, _ index: Int, _ name: String)
    throws(StabilityError)
  {
    let samples = UnsafeBufferPointer(start: images.samples(of: index), count: images.shape.count)
    guard samples.allSatisfy(\.isFinite) else { throw .nonFiniteImage(name) }
  }

  private static func isConstant(_ images: Signal<Double>, _ index: Int) -> Bool {
    let samples = UnsafeBufferPointer(start: images.samples(of: index), count: images.shape.count)
    return samples.allSatisfy { $0 == samples[0] }
  }
}
