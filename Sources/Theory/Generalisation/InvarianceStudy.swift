import Arrays
import Files
import Learning
import Numerical
import Representations

/// How many balls cover images, their shifts, and images up to shifts (Sokolic, Giryes, Sapiro and Rodrigues 2017, on invariant classifiers):
/// bounds on the generalisation error go with the root of these numbers.
///
/// Exact for the images at hand: the counts of `CoverRow` enclose the smallest covers; up to shifts a cover of the images is one of
/// their shifts, because a shift keeps distances between pixels, and one ball up to shifts is T balls, so that the smallest cover of all shifts is at
/// most T times that of the images up to shifts. What covers of more images would be is not said.
public struct InvarianceStudy: Sendable {
  public let settings: InvarianceSettings
  let parallel: Parallel

  public init(settings: InvarianceSettings = InvarianceSettings(), parallel: Parallel = Parallel()) {
    (self.settings, self.parallel) = (settings, parallel)
  }

  /// The rows by representation and radius; raw pixels come first and are the ones with a quotient.
  /// - Parameters:
  ///   - progress: Called on the caller's thread after every representation.
  ///   - checkCancellation: Called before every batch; what it throws ends the study.
  /// - Throws: `TheoryError`, `RepresentationError` for vectors of the wrong count or not finite, what a representation throws, and
  ///   what `checkCancellation` throws.
  public func run(
    _ representations: [any Representation], images: LabelledSignals,
    progress: (StageProgress) -> Void = { _ in }, checkCancellation: () throws -> Void = {}
  ) throws -> [CoverRow] {
    let shape = images.signals.shape
    try check(representations, images)
    let indices = SubjectMeasurement.draw(
      settings.imageCount, of: images.count, seed: settings.seed, stream: 4)
    let orbit = ShiftOrbit(shape: shape, step: settings.shiftStep)
    let shifted = orbit.shifts(of: images.doubles(indices))
    var rows: [CoverRow] = []
    let all: [any Representation] = [RawPixels(shape: shape)] + representations
    for (index, representation) in all.enumerated() {
      let vectors = try vectors(representation, shifted, checkCancellation)
      rows += try covers(
        representation.name, vectors, shifts: orbit.count, hasQuotient: index == 0, checkCancellation)
      progress(StageProgress(stage: "invariance", done: index + 1, total: all.count))
    }
    return rows
  }

  private func vectors(
    _ representation: any Representation, _ signals: Signal<Double>, _ checkCancellation: () throws -> Void
  ) throws -> [Double] {
    try (0..<signals.batchCount).chunks(of: 64).flatMap { chunk in
      try checkCancellation()
      return try representation.checkedVectors(of: signals.slice(chunk))
    }
  }

  private func covers(
    _ name: String, _ vectors: [Double], shifts: Int, hasQuotient: Bool,
    _ checkCancellation: () throws -> Void
  ) throws -> [CoverRow] {
    let dimension = vectors.count / (settings.imageCount * shifts)
    try checkCancellation()
    let orbits = PointDistances(vectors, count: settings.imageCount * shifts, parallel: parallel)
    let images = PointDistances(count: settings.imageCount, parallel: parallel) { a, b in
      orbits.distance(a * shifts, b * shifts)
    }
    let quotient = PointDistances(count: settings.imageCount, parallel: parallel) { a, b in
      (0..<shifts).map { orbits.distance(a * shifts, b * shifts + $0) }.min()!
    }
    let median = images.median()
    guard dimension > 0, median > 0 else { throw TheoryError.vanishingLayer(network: name, layer: "all") }
    return settings.radii.map { share in
      let radius = share * median
      return CoverRow(
        representation: name, imageCount: settings.imageCount, shiftCount: shifts, radius: share,
        imageCover: images.greedyCover(radius: radius), imagePacking: images.greedyCover(radius: 2 * radius),
        orbitCover: orbits.greedyCover(radius: radius), orbitPacking: orbits.greedyCover(radius: 2 * radius),
        quotientCover: hasQuotient ? quotient.greedyCover(radius: radius) : nil,
        quotientPacking: hasQuotient ? quotient.greedyCover(radius: 2 * radius) : nil)
    }
  }

  private func check(_ representations: [any Representation], _ images: LabelledSignals)
    throws(TheoryError)
  {
    let shape = images.signals.shape
    for representation in representations where representation.shape != shape {
      throw .mismatchedShape(representation.name, found: representation.shape, expected: shape)
    }
    try TheoryError.check("images that are covered", settings.imageCount, in: 2...(1 << 12))
    guard images.count >= settings.imageCount else {
      throw .tooFew("images that are covered", found: images.count, expected: settings.imageCount)
    }
    if settings.radii.isEmpty { throw .tooFew("radii", found: 0, expected: 1) }
    for radius in settings.radii where !(radius.isFinite && radius > 0) {
      throw .outOfRange("a radius", found: "\(radius)", expected: "positive and finite")
    }
    guard settings.shiftStep >= 1, shape.dimensions.allSatisfy({ $0 % settings.shiftStep == 0 }) else {
      throw .outOfRange(
        "the step of shifts", found: "\(settings.shiftStep)", expected: "a divisor of the sides of \(shape)")
    }
  }
}

/// What a study of invariance covers: pure data.
public struct InvarianceSettings: Codable, Hashable, Sendable {
  public var imageCount: Int
  /// The number of samples between shifts along every axis: whole axes are gone through, so it divides them.
  public var shiftStep: Int
  /// Radii relative to the median distance of two images.
  public var radii: [Double]
  /// The seed that draws the images.
  public var seed: UInt64

  public init(
    imageCount: Int = 200, shiftStep: Int = 8, radii: [Double] = [0.125, 0.25, 0.5, 0.75, 1], seed: UInt64 = 0
  ) {
    (self.imageCount, self.shiftStep, self.radii, self.seed) = (imageCount, shiftStep, radii, seed)
  }

  /// The settings for a quick look.
  public static func quick(seed: UInt64 = 0) -> InvarianceSettings {
    InvarianceSettings(imageCount: 60, radii: [0.25, 0.5, 0.75], seed: seed)
  }

  /// The settings for figures to work with.
  public static func standard(seed: UInt64 = 0) -> InvarianceSettings { InvarianceSettings(seed: seed) }
}

/// All cyclic shifts by whole steps along every axis: a group, whose elements keep distances between signals.
struct ShiftOrbit {
  let shape: Shape
  let step: Int

  /// T: the product over axes of samples over step.
  var count: Int { shape.dimensions.reduce(1) { $0 * ($1 / step) } }

  /// The shifts of all signals, `[signal, shift, space...]`; shift 0 is the signal itself.
  func shifts(of signals: Signal<Double>) -> Signal<Double> {
    let sources = (0..<count).map(self.sources)
    return Signal(batch: [signals.batchCount * count], shape: shape) { out in
      signals.withUnsafeSamples { samples in
        for item in 0..<(signals.batchCount * count) {
          let (source, target) = (item / count * shape.count, item * shape.count)
          for (sample, offset) in sources[item % count].enumerated() {
            out[target + sample] = samples[source + offset]
          }
        }
      }
    }
  }

  /// The offsets that the samples of one shift come from.
  private func sources(_ shift: Int) -> [Int] {
    let steps = shape.mapAxes { $0 / step }.indices(of: shift)
    return (0..<shape.count).map { offset in
      shape.offset(
        of: zip(shape.indices(of: offset), zip(steps, shape.dimensions)).map { index, axis in
          (index + axis.0 * step) % axis.1
        })
    }
  }
}
