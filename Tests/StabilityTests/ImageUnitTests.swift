import Foundation
import Scattering
import Stability
import StabilitySupport
import TestSupport
import Testing

/// Images in extreme units beside the same images in ordinary ones.
@Suite struct ImageUnitTests {
  static let shape: Shape = [16, 16]
  static let images = blobs(3, shape: shape)

  static func report(_ images: Signal<Double>) throws -> StabilityReport {
    var settings = AssessmentSettings(
      experiment: ExperimentSettings(
        kinds: [.translation, .elastic, .noise], amplitudes: [0.5, 1], fieldCount: 2, seed: 3,
        bootstrapCount: 50),
      search: WorstCaseSettings(randomCount: 4, powerSteps: 3, ascentSteps: 4, randomStarts: 1),
      searchedImageCount: 2)
    settings.experiment.scales = 2
    let configuration = try ScatteringConfiguration(
      shape: images.shape, scales: 2, orientations: 3, normalization: .nonexpansive)
    return try StabilityAssessment(
      configuration, images: images,
      inputs: (0..<images.batchCount).map { StabilityInput(name: "image \($0)", sha256: "") },
      others: [.measured(FourierModulus(shape: images.shape))], settings: settings, rigor: .estimate
    ).run(version: "test")
  }

  static func scaled(_ images: Signal<Double>, _ exponents: [Int]) -> Signal<Double> {
    let count = images.shape.count
    return Signal(
      images.samples.enumerated().map { scalbn($1, exponents[$0 / count]) }, batch: images.batch,
      shape: images.shape)
  }

  /// What the report says but for the unit: its pictures, and that there was one.
  static func figures(_ report: StabilityReport) -> StabilityReport {
    var report = report
    report.timings = []
    for index in report.pictures.indices { report.pictures[index].samples = [] }
    for index in report.inputs.indices { report.inputs[index].unitExponent = nil }
    return report
  }

  /// A power of two rounds nothing, so every figure is the same to the last bit; the pictures are in the image's unit. The smallest
  /// samples of the blobs, 1e-20 of their peak, are normal numbers down to 2^-950.
  @Test(arguments: [-900, -565, -64, 64, 530, 1020]) func powersOfTwoChangeNothing(exponent: Int) throws {
    let plain = try Self.report(Self.images)
    let moved = try Self.report(Self.scaled(Self.images, [Int](repeating: exponent, count: 3)))
    #expect(Self.figures(moved) == Self.figures(plain))
    #expect(plain.inputs.allSatisfy { $0.unitExponent == nil })
    for (input, index) in zip(moved.inputs, 0...) {
      let peak = Self.images.samples[(index * 256)..<((index + 1) * 256)].max()!
      #expect(input.unitExponent == Int(peak.exponent) + exponent)
    }
    for (picture, other) in zip(plain.pictures, moved.pictures) {
      // Both are rounded to single precision, the latter of samples times the power that brings their peak to 1.
      let largest = picture.samples.map(abs).max()!
      for (sample, scaled) in zip(picture.samples, other.samples) {
        #expect(abs(scalbn(scaled, -exponent) - sample) <= 0x1p-23 * largest)
      }
    }
  }

  /// 1e-170 and 1e160 are no powers of two: samples are rounded once, by up to 2^-53 of themselves, and sums of 256 squares, ratios and
  /// medians follow by as many times that at most; 1e-9 leaves nine digits. A search takes a step or not, so what it finds is another
  /// field at times; it still is no less than the random ones and no more than its certificate.
  @Test(arguments: [1e-170, 1e160, 1e-300]) func unitsDoNotMatter(factor: Double) throws {
    let plain = try Self.report(Self.images)
    let moved = try Self.report(
      Signal(Self.images.samples.map { factor * $0 }, batch: [3], shape: Self.shape))
    #expect(moved.rows.count == plain.rows.count && moved.fits.count == plain.fits.count)
    for (row, other) in zip(plain.rows, moved.rows) {
      for path in [
        \StabilityRow.relativeStability, \.deformationSensitivityByMean, \.deformationSensitivityByMedian,
        \.noiseSensitivityByMean, \.noiseSensitivityByMedian,
      ] { expectClose(row[keyPath: path]?.median, other[keyPath: path]?.median) }
      expectClose(row.distance.median, other.distance.median)
      expectClose(row.randomMaximum, other.randomMaximum)
      #expect((row.worstCase == nil) == (other.worstCase == nil))
      if row.worstCase == nil { expectClose(row.certificate, other.certificate) }
      expectClose(row.relativeStabilityOfMedians, other.relativeStabilityOfMedians)
      #expect(other.isOrdered)
    }
    for (fit, other) in zip(plain.fits, moved.fits) {
      expectClose(fit.constant.median, other.constant.median)
    }
  }

  private func expectClose(_ a: Double?, _ b: Double?, sourceLocation: SourceLocation = #_sourceLocation) {
    #expect((a == nil) == (b == nil), sourceLocation: sourceLocation)
    if let a, let b { #expect(abs(a - b) <= 1e-9 * abs(a), "\(a), \(b)", sourceLocation: sourceLocation) }
  }

  /// The audit's two files: one is the other times 1e-170.
  @Test func theAuditsTinyImagesHaveFigures() throws {
    func rows(_ name: String) throws -> [StabilityRow] {
      let samples = Golden.numbers("Cases/\(name).npy", as: Double.self)
      return try Self.report(Signal(samples, batch: [2], shape: Self.shape)).rows
    }
    for (row, other) in zip(try rows("two-images"), try rows("tiny-values")) {
      expectClose(row.distance.median, other.distance.median)
      expectClose(row.relativeStability?.median, other.relativeStability?.median)
      expectClose(row.deformationSensitivityByMedian?.median, other.deformationSensitivityByMedian?.median)
      #expect((row.worstCase == nil) == (other.worstCase == nil) && other.isOrdered)
      #expect(try #require(other.certificate).isFinite)
    }
  }

  /// Images of one set may differ by what no square has numbers for. Distances are those of each image by itself; D, G and R,
  /// which sum squares over images, are those that the largest image makes: here with pairs that are its norm apart.
  @Test(arguments: [-330, -900]) func imagesOfASetMayDiffer(exponent: Int) throws {
    let representations: [any Representation] = [
      RawPixels(shape: Self.shape), FourierModulus(shape: Self.shape),
    ]
    func rows(_ images: Signal<Double>) throws -> [StabilityRow] {
      try Experiment(
        representations: representations, images: images, settings: ExperimentTests.settings()
      ).run().rows
    }
    let pair = Signal(Self.images.samples[..<512], batch: [2], shape: Self.shape)
    let alone = try rows(Signal(Self.images.samples[..<256], batch: [1], shape: Self.shape))
    for (own, (row, other)) in zip(alone, zip(try rows(pair), try rows(Self.scaled(pair, [0, exponent])))) {
      #expect(row.distance == other.distance && row.randomMaximum == other.randomMaximum)
      guard let ratio = own.relativeStability else { continue }
      // What the small image adds is below 2^-660.
      expectClose(other.relativeStability?.median, ratio.median)
      let square = norm(Self.images.samples[..<256]) * norm(Self.images.samples[..<256])
      if row.representation == "raw pixels" {
        // Half of the sum: the mean over two images of which one does not move.
        let move = try #require(other.deformationSensitivityByMean).median * 2 * square
        expectClose(try #require(other.deformationSensitivityByMedian).median * 2 * square, move)
      }
    }
  }

  /// Signals for others are in the image's own unit.
  @Test func deformedImagesKeepTheirUnit() throws {
    let settings = ExperimentTests.settings([.elastic, .noise], fields: 2)
    var found: [[Double]] = []
    for exponent in [0, -700] {
      let images = Self.scaled(Self.images, [exponent, exponent, exponent])
      var samples: [Double] = []
      try DeformedImages(images, settings: settings).forEachBatch { batch in
        samples += batch.signals.samples.map { scalbn($0, -exponent) }
      }
      found.append(samples)
    }
    #expect(found[0] == found[1] && found[0].allSatisfy(\.isFinite))
  }
}
