import Foundation
import Scattering
import Stability
import StabilitySupport
import Testing

/// Assessments of one image, and of images of which some are the same everywhere.
@Suite struct OneImageTests {
  static let shape: Shape = [16, 16]
  static let images = blobs(3, shape: shape)

  static func signals(_ images: [[Double]]) -> Signal<Double> {
    Signal(images.flatMap { $0 }, batch: [images.count], shape: shape)
  }

  static func image(_ index: Int) -> [Double] { Array(images.samples[(index * 256)..<((index + 1) * 256)]) }

  static func assessment(_ images: Signal<Double>, names: [String]) throws -> StabilityAssessment {
    let settings = AssessmentSettings(
      experiment: ExperimentSettings(
        kinds: [.translation, .elastic, .noise], amplitudes: [0.5, 1], fieldCount: 3, seed: 3, scales: 2,
        bootstrapCount: 50),
      search: WorstCaseSettings(randomCount: 4, powerSteps: 3, ascentSteps: 4, randomStarts: 0),
      searchedImageCount: 2)
    return try StabilityAssessment(
      ScatteringConfiguration(shape: shape, scales: 2, orientations: 3), images: images,
      inputs: names.map { StabilityInput(name: $0, sha256: "digest of \($0)") }, settings: settings,
      rigor: .estimate)
  }

  /// Distances, worst cases, certificates and R of one image are there; intervals, D and G, which take two, are not.
  @Test func oneImageIsEnough() throws {
    let report = try Self.assessment(Self.signals([Self.image(0)]), names: ["one"]).run(version: "test")
    #expect(report.parameters.imageCount == 1 && report.parameters.searchedImageCount == 1)
    #expect(report.checks.violations == [])
    for row in report.rows {
      #expect(row.distance.median > 0 && !row.distance.hasEnds)
      #expect(row.randomMaximum > 0 && row.certificate != nil && row.isOrdered)
      #expect(row.deformationSensitivityByMean == nil && row.noiseSensitivityByMean == nil)
      #expect(row.deformationSensitivityByMedian == nil && row.noiseSensitivityByMedian == nil)
      #expect((row.relativeStability == nil) == (row.kind == .noise))
      if let ratio = row.relativeStability { #expect(ratio.median > 0 && !ratio.hasEnds) }
      #expect((row.worstCase != nil) == (row.representation == "scattering J=2" && row.part == "all"))
    }
    #expect(report.fits.allSatisfy { $0.constant.median > 0 && !$0.constant.hasEnds } && !report.fits.isEmpty)
    let ratio = try #require(report.checks.pixelRelativeStability)
    #expect(abs(ratio - 1) < 1e-12)
  }

  /// The first image's figures do not depend on whether others are there: its fields are named by its index.
  @Test func theFirstImageIsTheSameAlone() throws {
    func pictures(_ images: [[Double]]) throws -> [DeformedPicture] {
      let experiment = try Experiment(
        representations: [RawPixels(shape: Self.shape)], images: Self.signals(images),
        settings: ExperimentTests.settings())
      return try experiment.run().pictures.filter { $0.image == "image 0" }
    }
    let alone = try pictures([Self.image(0)])
    #expect(try pictures([Self.image(0), Self.image(1)]) == alone)
    #expect(alone.count == 3)
  }

  @Test func constantImagesAreLeftOutByName() throws {
    let flat = [Double](repeating: 0.25, count: 256)
    let images = Self.signals([flat, Self.image(0), [Double](repeating: 0, count: 256), Self.image(1)])
    let assessment = try Self.assessment(images, names: ["flat", "a", "black", "b"])
    #expect(
      assessment.leftOut == [
        LeftOutInput(name: "flat", reason: .constant), LeftOutInput(name: "black", reason: .constant),
      ])
    let report = try assessment.run(version: "test")
    let plain = try Self.assessment(Self.signals([Self.image(0), Self.image(1)]), names: ["a", "b"]).run(
      version: "test")
    #expect(report.leftOut == assessment.leftOut && plain.leftOut == [])
    #expect(report.inputs == plain.inputs && report.inputs.map(\.name) == ["a", "b"])
    #expect(report.inputs.map(\.sha256) == ["digest of a", "digest of b"])
    #expect(report.rows == plain.rows)
    #expect(report.pictures == plain.pictures)
    #expect(report.fits == plain.fits)
    #expect(report.parameters == plain.parameters && report.banks == plain.banks)
  }

  @Test func nothingThatVariesIsAnError() {
    let flat = [Double](repeating: 0.25, count: 256)
    #expect(throws: StabilityError.constantImages(2)) {
      try Self.assessment(Self.signals([flat, flat]), names: ["a", "b"])
    }
    #expect(throws: StabilityError.constantImages(1)) {
      try Self.assessment(Self.signals([flat]), names: ["a"])
    }
    var broken = flat
    broken[7] = .nan
    #expect(throws: StabilityError.nonFiniteImage("b")) {
      try Self.assessment(Self.signals([flat, broken]), names: ["a", "b"])
    }
    for count in [1, 2] {
      #expect("\(StabilityError.constantImages(count))".contains("found the same value everywhere in"))
    }
  }
}
