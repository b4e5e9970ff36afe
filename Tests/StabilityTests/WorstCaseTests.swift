import Foundation
import Scattering
import Stability
import StabilitySupport
import TestSupport
import Testing

/// Searches beside dense and brute-force oracles.
@Suite struct WorstCaseTests {
  static let shape: Shape = [16, 16]
  static let images = blobs(3, shape: shape)

  static func family(_ kind: DeformationKind, _ shape: Shape = shape, amplitude: Double = 1.5)
    -> any DeformationFamily
  {
    let generator = DeformationGenerator(kind, amplitude: amplitude, shape: shape)
    return AffineFamily.isDefined(kind, shape) ? AffineFamily(generator) : ElasticFamily(generator)
  }

  /// Fields that move samples, each kind of its rank that is searched.
  static let families: [any DeformationFamily] =
    DeformationKind.allCases.filter(\.hasField).map { family($0) }
    + [.translation, .dilation, .elastic].flatMap { [family($0, [20]), family($0, [6, 7, 8])] }

  @Test func familiesHoldTheRandomFields() {
    for family in Self.families {
      let generator = DeformationGenerator(family.kind, amplitude: 1.5, shape: family.shape)
      for seed in 0..<4 {
        var (one, other) = (SeededGenerator(seed: UInt64(seed)), SeededGenerator(seed: UInt64(seed)))
        let field = generator.field(using: &one)
        let coefficients = family.random(using: &other)
        let found = family.displacement(coefficients).samples
        // Angles go through an arctangent and back: some ulp of displacements of 1.5.
        #expect(zip(found, field.displacement.samples).allSatisfy { abs($0 - $1) < 1e-14 })
        let (sups, sizes) = (family.supNorms(coefficients), field.sizes())
        #expect(abs(sups.displacement - sizes.displacement) < 1e-14)
        #expect(abs(sups.gradient - sizes.gradient) < 1e-14)
        let half = family.supNorms(family.scaled(coefficients, by: 0.5))
        #expect(abs(half.displacement - 0.5 * sups.displacement) < 1e-13)
        #expect(abs(half.gradient - 0.5 * sups.gradient) < 1e-13)
      }
    }
  }

  /// Products of some hundred terms, rounded to 1e-16 each; a central difference of a rotation by h is off by h^2 / 6.
  @Test func familiesHaveTheirDerivatives() {
    for family in Self.families {
      var generator = SeededGenerator(seed: 3)
      let at = family.random(using: &generator)
      let direction = at.map { _ in Double.random(in: -1..<1, using: &generator) }
      let pushed = family.pushforward(at: at, along: direction)
      let w = Signal<Double>.noise(batch: [family.shape.rank], shape: family.shape, seed: 4)
      let pulled = family.pullback(at: at, of: w)
      let difference = dot(pushed.samples, w.samples) - dot(direction, pulled)
      #expect(abs(difference) <= 1e-12 * norm(pushed.samples) * norm(w.samples))
      let h = 1e-4
      func moved(_ h: Double) -> [Double] {
        family.displacement(zip(at, direction).map { $0 + h * $1 }).samples
      }
      let expected = zip(moved(h), moved(-h)).map { ($0 - $1) / (2 * h) }
      #expect(relativeDistance(pushed.samples, expected) < 1e-7)
    }
  }

  /// The linearised map as a dense matrix, `-grad x . tau` column by column, and the largest eigenvalue of its Gram matrix
  /// by Jacobi rotations. Power iteration is below by (s2 / s1)^(4 k) at most, nothing after 300 steps unless s2 is within
  /// 1 % of s1, and then below by less than that: the tolerance is for k = 300 and any gap, ln(38) / 1200.
  @Test func linearisedPixelsHaveTheDenseSolution() throws {
    let elastic = ElasticField(shape: Self.shape, cutoff: 5)
    let settings = WorstCaseSettings(randomCount: 2, powerSteps: 300, ascentSteps: 0)
    let found = try WorstCase(RawPixels(shape: Self.shape), settings: settings).search(
      Self.images, kind: .elastic, amplitude: 1)
    let slopes = SplineWarp.fast().prepare(Self.images).applyWithGradient(.zero(Self.shape)).gradient.samples
    for (index, result) in found.enumerated() {
      let own = Array(slopes[(index * 512)..<((index + 1) * 512)])
      let columns = (0..<elastic.coefficientCount).map { mode -> [Double] in
        let m = elastic.modes[mode % elastic.modes.count]
        var unit = [Double](repeating: 0, count: elastic.coefficientCount)
        unit[mode] = 1 / Double(m[0] * m[0] + m[1] * m[1]).squareRoot()
        let tau = elastic.displacement(coefficients: unit).samples
        let products = zip(own, tau).map(*)
        return zip(products[..<256], products[256...]).map { -$0 - $1 }
      }
      let gain = largestEigenvalue(columns.map { a in columns.map { dot(a, $0) } }).squareRoot()
      #expect(result.linearizedGain <= gain * (1 + 1e-12))
      #expect(result.linearizedGain >= gain * (1 - log(38) / 1200))
    }
  }

  /// For a matrix the worst noise is its top singular vector at the bound. Singular values 5, 2, 1, ...: power iteration of
  /// 20 steps is below by (2 / 5)^80, and the ascent stays there.
  @Test func worstNoiseOfAMatrixIsItsSingularVector() throws {
    let shape: Shape = [4, 4]
    var generator = SeededGenerator(seed: 9)
    var basis: [[Double]] = []
    while basis.count < 16 {
      var vector = (0..<16).map { _ in Double.random(in: -1..<1, using: &generator) }
      for known in basis {
        let overlap = dot(vector, known)
        vector = zip(vector, known).map { $0 - overlap * $1 }
      }
      basis.append(vector.map { $0 / norm(vector) })
    }
    let rows = basis.enumerated().map { index, vector in
      vector.map { (index == 0 ? 5 : 2 / Double(index)) * $0 }
    }
    let images = Signal<Double>.noise(batch: [2], shape: shape, seed: 2)
    let matrix = MatrixRepresentation(shape: shape, rows: rows)
    let settings = WorstCaseSettings(randomCount: 10, powerSteps: 20)
    for (index, result) in try WorstCase(matrix, settings: settings).search(
      images, kind: .noise, amplitude: 0.5
    ).enumerated() {
      let image = Array(images.samples[(index * 16)..<((index + 1) * 16)])
      let expected = 5 * result.noiseBound! / norm(image)
      #expect(abs(result.linearizedGain - 5) < 1e-12 && abs(result.distance / expected - 1) < 1e-12)
      let eta = zip(result.deformed.samples, image).map(-)
      #expect(abs(norm(eta) / result.noiseBound! - 1) < 1e-12 && result.field == nil)
      #expect(result.isAboveRandom)
    }
  }

  /// Every direction of a translation by the bound, in steps of a degree: the search is within the parabola between two
  /// of them.
  @Test func worstTranslationIsTheBestOfAllDirections() throws {
    let found = try WorstCase(RawPixels(shape: Self.shape), settings: WorstCaseSettings(ascentSteps: 60))
      .search(
        Self.images, kind: .translation, amplitude: 0.7)
    let prepared = SplineWarp.reference().prepare(Self.images)
    let samples = Self.images.samples
    var best = [Double](repeating: 0, count: 3)
    for degree in 0..<360 {
      let angle = Double(degree) * .pi / 180
      let field = AffineDeformation.translation(by: [0.7 * cos(angle), 0.7 * sin(angle)], shape: Self.shape)
        .field()
      let moved = prepared.apply(field).samples
      for image in 0..<3 {
        let range = (image * 256)..<((image + 1) * 256)
        let share = norm(zip(moved[range], samples[range]).map(-)) / norm(samples[range])
        best[image] = max(best[image], share)
      }
    }
    for (result, best) in zip(found, best) { #expect(result.distance > 0.9999 * best) }
  }

  @Test func foundFieldsKeepTheBounds() throws {
    let representation = FourierModulus(shape: Self.shape)
    for kind in DeformationKind.allCases where kind.hasField {
      let settings = WorstCaseSettings(randomCount: 12, ascentSteps: 10, largestStarts: 2)
      let results = try WorstCase(representation, settings: settings).search(
        Self.images, kind: kind, amplitude: 1)
      for (index, result) in results.enumerated() {
        let field = try #require(result.field)
        let sizes = field.sizes()
        #expect(sizes.displacement <= 1 + 1e-12)
        #expect(sizes.gradient <= result.gradientBound! + 1e-12)
        #expect(result.distance >= result.randomMaximum)
        let image = Self.images.samples[(index * 256)..<((index + 1) * 256)]
        let single = Signal(image, shape: Self.shape)
        #expect(SplineWarp.reference()(single, by: field).samples == result.deformed.samples)
        let vectors = [result.deformed, single].map { representation.vectors(of: $0) }
        #expect(abs(norm(zip(vectors[0], vectors[1]).map(-)) / norm(image) - result.distance) < 1e-13)
        #expect(result.randomCount == 12 && result.rescaledCount <= 12)
      }
    }
  }

  /// Half of random elastic fields exceed their median gradient; a given bound is kept instead.
  @Test func boundsAreTheMedianOrGiven() throws {
    let search = WorstCase(
      RawPixels(shape: Self.shape), settings: WorstCaseSettings(randomCount: 9, ascentSteps: 2))
    let results = try search.search(Self.images, kind: .elastic, amplitude: 1)
    #expect(results.map(\.rescaledCount).reduce(0, +) == 13)
    let tight = try search.search(Self.images, kind: .elastic, amplitude: 1, gradientBound: 0.01)
    #expect(tight.allSatisfy { $0.rescaledCount == 9 && $0.gradientBound == 0.01 })
    #expect(tight.allSatisfy { $0.field!.sizes().gradient <= 0.01 + 1e-12 })
  }

  @Test func searchesBeatRandomFields() throws {
    for representation in [
      RawPixels(shape: Self.shape), FourierModulus(shape: Self.shape), try scattering(Self.shape, scales: 2),
    ] as [any DifferentiableRepresentation] {
      let settings = WorstCaseSettings(randomCount: 100)
      for kind in [.elastic, .rough, .noise] as [DeformationKind] {
        let results = try WorstCase(representation, settings: settings).search(
          Self.images, kind: kind, amplitude: 0.5)
        #expect(results.allSatisfy { $0.isAboveRandom }, "\(representation.name) \(kind)")
      }
    }
  }

  @Test func seedsFixEveryBitOnAnyThreads() throws {
    func search(_ threads: Int, seed: UInt64 = 1) throws -> [[Double]] {
      try [.elastic, .noise].flatMap { kind in
        try WorstCase(
          scattering(Self.shape, scales: 2, threads: threads),
          settings: WorstCaseSettings(randomCount: 5, ascentSteps: 4, seed: seed),
          parallel: Parallel(threads: threads)
        ).search(Self.images, kind: kind, amplitude: 1).map {
          $0.coefficients + [$0.distance, $0.randomMaximum, $0.linearizedGain]
        }
      }
    }
    let found = try search(1)
    #expect(try search(3) == found)
    #expect(try search(1, seed: 2) != found)
  }

  @Test func faultsAreRefused() throws {
    func refuse(
      _ error: StabilityError,
      _ representation: any DifferentiableRepresentation = RawPixels(shape: WorstCaseTests.shape),
      _ images: Signal<Double> = WorstCaseTests.images, kind: DeformationKind = .elastic,
      amplitude: Double = 1,
      bound: Double? = nil, settings: WorstCaseSettings = WorstCaseSettings()
    ) {
      #expect(throws: error) {
        try WorstCase(representation, settings: settings).search(
          images, kind: kind, amplitude: amplitude, gradientBound: bound)
      }
    }
    let shape = Self.shape
    refuse(.mismatchedShape("raw pixels", found: [8, 8], expected: shape), RawPixels(shape: [8, 8]))
    refuse(.none("image"), RawPixels(shape: shape), Signal([], batch: [0], shape: shape))
    refuse(
      .constantImage("image 0"), RawPixels(shape: shape),
      Signal([Double](repeating: 1, count: 256), shape: shape))
    refuse(.deformationTooLarge(9, shape), amplitude: 9)
    refuse(
      .outOfRange("the bound on the gradient", found: "0.0", expected: "positive and finite"), bound: 0)
    refuse(
      .outOfRange("the number of random fields", found: "0", expected: "1 to 1048576"),
      settings: WorstCaseSettings(randomCount: 0))
    let volume = blobs(1, shape: [6, 6, 6])
    refuse(.unsearchedKind(.shear, [6, 6, 6]), RawPixels(shape: [6, 6, 6]), volume, kind: .shear)
    refuse(
      .undefinedKind(.shear, [16]), RawPixels(shape: [16]), blobs(1, shape: [16]), kind: .shear)
    let odd = OddRepresentation(shape, fault: .gradient)
    refuse(.nonFiniteVector("the pullback of odd", index: 0, found: "nan"), odd)
    #expect(throws: CancellationError.self) {
      try WorstCase(RawPixels(shape: shape)).search(
        Self.images, kind: .elastic, amplitude: 1, checkCancellation: { throw CancellationError() })
    }
  }
}
