import Files
import Foundation
import Scattering
import Stability
import StabilitySupport
import Testing

/// What experiments refuse, and how they are cut.
@Suite struct ExperimentFaultTests {
  static let shape: Shape = [16, 16]
  static let images = ExperimentTests.images

  func refuse(
    _ error: StabilityError, images: Signal<Double> = images, names: [String]? = nil,
    representations: [any Representation] = [RawPixels(shape: shape)],
    _ change: (inout ExperimentSettings) -> Void = { _ in }
  ) {
    var settings = ExperimentTests.settings()
    change(&settings)
    let asked = settings
    #expect(throws: error) {
      try Experiment(
        representations: representations, images: images, names: names, settings: asked)
    }
    #expect(!error.description.isEmpty)
  }

  @Test func imagesAreChecked() {
    let samples = Self.images.samples
    refuse(.none("image"), images: Signal([], batch: [0], shape: Self.shape), names: [])
    refuse(.mismatchedNames(found: 1, expected: 4), names: ["one"])
    var flat = samples
    for index in 256..<512 { flat[index] = 0.25 }
    refuse(.constantImage("image 1"), images: Signal(flat, batch: [4], shape: Self.shape))
    flat[300] = .infinity
    refuse(
      .nonFiniteImage("b"), images: Signal(flat, batch: [4], shape: Self.shape), names: ["a", "b", "c", "d"])
  }

  @Test func representationsAreChecked() {
    refuse(.none("representation"), representations: [])
    refuse(
      .mismatchedShape("raw pixels", found: [8, 8], expected: Self.shape),
      representations: [RawPixels(shape: [8, 8])])
    let twice = RawPixels(shape: Self.shape)
    refuse(.repeated("the representation raw pixels"), representations: [twice, twice])
  }

  @Test func settingsAreChecked() {
    refuse(.none("kind of deformation")) { $0.kinds = [] }
    refuse(.none("amplitude")) { $0.amplitudes = [] }
    refuse(.repeated("a kind of deformation")) { $0.kinds = [.noise, .noise] }
    refuse(.repeated("an amplitude")) { $0.amplitudes = [1, 1] }
    refuse(.deformationTooLarge(8, Self.shape)) { $0.amplitudes = [1, 8] }
    refuse(.outOfRange("amplitude", found: "0.0", expected: "positive and finite, in pixels")) {
      $0.amplitudes = [0]
    }
    refuse(.outOfRange("the number of fields", found: "0", expected: "1 to 1048576")) { $0.fieldCount = 0 }
    refuse(.outOfRange("scales", found: "-1", expected: "0 to 30")) { $0.scales = -1 }
    refuse(.outOfRange("the number of resamplings", found: "0", expected: "1 to 1048576")) {
      $0.bootstrapCount = 0
    }
    refuse(.outOfRange("the index of a picture", found: "-1", expected: "0 to \(1 << 30)")) {
      $0.pictures = [-1]
    }
    refuse(.outOfRange("the elastic cut-off", found: "0", expected: "1 to 1024")) { $0.elasticCutoff = 0 }
    refuse(.outOfRange("the exponent of rough fields", found: "1.0", expected: "between 0 and 1")) {
      $0.roughExponent = 1
    }
  }

  @Test func shapesAreChecked() {
    let line = Signal<Double>.noise(batch: [2], shape: [32], seed: 1)
    refuse(.undefinedKind(.shear, [32]), images: line, representations: [RawPixels(shape: [32])]) {
      $0.kinds = [.shear]
    }
    let thin = Signal<Double>.noise(batch: [2], shape: [3, 32], seed: 1)
    refuse(
      .outOfRange("the shortest side", found: "3", expected: "at least 4 samples"), images: thin,
      representations: [RawPixels(shape: [3, 32])]
    ) { $0.amplitudes = [1] }
  }

  @Test func vectorsAreChecked() throws {
    for (fault, error) in [
      (.tooFew, .wrongCount("odd", found: 4 * 256 - 1, expected: 4 * 256)),
      (.notFinite, .nonFiniteVector("odd", index: 3, found: "nan")),
    ] as [(OddRepresentation.Fault, RepresentationError)] {
      let odd = OddRepresentation(Self.shape, fault: fault)
      #expect(throws: error) { try ExperimentTests.run([odd]) }
    }
  }

  @Test func runsAreCutAndTold() throws {
    let experiment = try Experiment(
      representations: [RawPixels(shape: Self.shape), FourierModulus(shape: Self.shape)],
      images: Self.images, settings: ExperimentTests.settings())
    var told: [StageProgress] = []
    var asked = 0
    _ = try experiment.run(progress: { told.append($0) }, checkCancellation: { asked += 1 })
    #expect(told.last!.stage == "deformations" && told.last!.done == told.last!.total)
    for stage in ["representations", "deformations"] {
      let done = told.filter { $0.stage == stage }.map(\.done)
      #expect(done == done.sorted() && Set(done).count == done.count)
    }
    for limit in 0..<asked {
      var calls = 0
      #expect(throws: CancellationError.self) {
        try experiment.run(checkCancellation: {
          if calls == limit { throw CancellationError() }
          calls += 1
        })
      }
      #expect(calls == limit)
    }
  }

  /// Lines and volumes are measured as images are, by the kinds that their rank has; of a volume the plane in the middle is shown.
  @Test func everyRankIsMeasured() throws {
    for shape in [[24], [8, 9, 10]] as [Shape] {
      let settings = ExperimentSettings(
        kinds: DeformationKind.allCases.filter { $0.isDefined(rank: shape.rank) }, amplitudes: [0.5, 1],
        fieldCount: 2, bootstrapCount: 20)
      let found = try Experiment(
        representations: [RawPixels(shape: shape), try WindowedFourier(shape: shape, window: 4)],
        images: blobs(3, shape: shape), settings: settings
      ).run()
      #expect(found.rows.count == 2 * settings.kinds.count * 2)
      // Two images, each as it is and under every kind.
      #expect(found.pictures.count == 2 * (1 + settings.kinds.count))
      let shown = shape.rank == 1 ? (rows: 1, columns: 24) : (rows: 9, columns: 10)
      #expect(
        found.pictures.allSatisfy {
          ($0.rows, $0.columns) == shown && $0.samples.count == shown.rows * shown.columns
        })
      #expect(found.rows.allSatisfy { $0.distance.median > 0 && $0.distance.high < 2 })
    }
  }

  /// A class that only shifts change, one that none changes, and the share of pairs of equal parity: with shifts -4...4 a
  /// pair agrees with probability (5^2 + 4^2) / 81.
  @Test func shiftConsistencyCountsAgreement() throws {
    let measure = ShiftConsistency(largestShift: 4, pairCount: 400, bootstrap: Bootstrap(seed: 2))
    let shape: Shape = [1, 16]
    let peak = (0..<16).map { $0 == 8 ? 1.0 : 0 }
    #expect(throws: StabilityError.deformationTooLarge(4, shape)) {
      try measure.measure(Signal(peak + peak, batch: [2], shape: shape)) { _ in [] }
    }
    let line: Shape = [16]
    let images = Signal(peak + peak, batch: [2], shape: line)
    let same = try measure.measure(images) { [Int](repeating: 1, count: $0.batchCount) }
    #expect(same == Interval(median: 1, low: 1, high: 1))
    let parity = try measure.measure(images) { signals in
      signals.samples.enumerated().filter { $0.element == 1 }.map { $0.offset % 2 }
    }
    // 800 pairs: a standard deviation of 0.018.
    #expect(abs(parity.median - 41.0 / 81) < 0.08)
    #expect(throws: StabilityError.wrongCount("the classifier", found: 1, expected: 800)) {
      try measure.measure(images) { _ in [1] }
    }
    #expect(throws: StabilityError.tooFewImages(1)) {
      try measure.measure(Signal(peak, batch: [1], shape: line)) { _ in [] }
    }
  }
}
