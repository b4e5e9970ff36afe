import Files
import Foundation
import Learning
import Scattering
import Stability
import TestSupport
import Testing
import Theory

/// Distances and angles at layers beside what is known of them.
@Suite struct LayerGeometryTests {
  static let shape: Shape = [4, 4]
  static let images = classedImages(120, shape: shape, classCount: 3, seed: 1)

  static func rows(_ networks: [LayerSequence], pairCount: Int = 40) throws -> [GeometryRow] {
    try GeometryStudy(settings: GeometrySettings(pairCount: pairCount, bootstrapCount: 100, seed: 6))
      .run(networks, images: images)
  }

  /// Shares of the mean norm and angles do not see a factor; a rotation changes nothing either. Rounding is 1e-15 of each.
  @Test func scaleAndRotationDoNotMatter() throws {
    let angle = 0.3
    let rotation = (0..<16).map { row -> [Double] in
      var line = [Double](repeating: 0, count: 16)
      line[row] = 7 * cos(angle)
      line[row ^ 1] = row % 2 == 0 ? 7 * sin(angle) : -7 * sin(angle)
      return line
    }
    let network = LayerSequence(
      network: "n",
      layers: [
        RawPixels(shape: Self.shape), DenseNetwork(name: "turned", shape: Self.shape, layers: [rotation]),
      ])
    let rows = try Self.rows([network])
    #expect(rows.map(\.layer) == ["raw pixels", "turned"])
    #expect(rows.map(\.depth) == [0, 1])
    for (first, second) in zip(Self.figures(rows[0]), Self.figures(rows[1])) {
      #expect(abs(first - second) < 1e-12)
    }
  }

  static func figures(_ row: GeometryRow) -> [Double] {
    [row.distanceWithin, row.distanceBetween, row.angleWithin, row.angleBetween].flatMap {
      [$0.median, $0.low, $0.high]
    }
  }

  /// Images of one class are nearer than those of two, and the median lies in its interval.
  @Test func classesAreApart() throws {
    let row = try #require(try Self.rows([LayerSequence(partsOf: RawPixels(shape: Self.shape))]).first)
    #expect(row.layer == "all" && row.network == "raw pixels")
    #expect(row.distanceWithin.high < row.distanceBetween.low)
    #expect(row.angleWithin.high < row.angleBetween.low)
    for interval in [row.distanceWithin, row.distanceBetween, row.angleWithin, row.angleBetween] {
      #expect(interval.low <= interval.median && interval.median <= interval.high)
    }
  }

  /// Two images a class, pairs within a class fixed: all figures recomputed from the vectors.
  @Test func figuresAreTheirDefinitions() throws {
    let samples: [Float] = [1, 0, 0, 2, 1, 1, 1, 1, 0, 3, 1, 0, 2, 0, 2, 1]
    let images = LabelledSignals(
      Signal(samples, batch: [8], shape: [2]), labels: [0, 0, 1, 1, 2, 2, 3, 3], classCount: 4)
    let row = try #require(
      try GeometryStudy(settings: GeometrySettings(pairCount: 10, bootstrapCount: 10, seed: 1))
        .run([LayerSequence(partsOf: RawPixels(shape: [2]))], images: images).first)
    let points = split(samples.map(Double.init), 2)
    let angles = (0..<4).map { pair -> Double in
      let (a, b) = (points[2 * pair], points[2 * pair + 1])
      return acos(min((a[0] * b[0] + a[1] * b[1]) / (square(a) * square(b)).squareRoot(), 1))
    }.sorted()
    // The arc cosine is right to the root of rounding near 0.
    #expect(abs(row.angleWithin.median - (angles[1] + angles[2]) / 2) < 1e-7)
  }

  /// The orders of scattering are layers, computed once.
  @Test func partsAreLayers() throws {
    let shape: Shape = [16, 16]
    let images = classedImages(24, shape: shape, classCount: 2, seed: 2)
    let configuration = try ScatteringConfiguration(shape: shape, scales: 2, orientations: 4)
    let scattering = ScatteringRepresentation(
      ScatteringTransform(configuration, parallel: Parallel(threads: 1), rigor: .estimate))
    let rows = try GeometryStudy(settings: GeometrySettings(pairCount: 10, bootstrapCount: 50))
      .run([LayerSequence(network: "scattering", partsOf: scattering)], images: images)
    #expect(rows.map(\.layer) == ["order 0", "order 1", "order 2"])
    #expect(Set(rows.map { $0.distanceWithin.median }).count == 3)
  }

  /// A wide random layer does to angles what the closed form says: cos t + psi. 3,000 rows give the cosine to about 0.02, and medians of
  /// angles are angles of one pair.
  @Test func randomLayersFollowTheClosedForm() throws {
    let dense = DenseNetwork.random(Self.shape, widths: [3000], gain: 1, seed: 3)
    let rectified = RectifiedNetwork(base: dense)
    let rows = try Self.rows(
      [
        LayerSequence(
          network: "n", layers: [("pixels", RawPixels(shape: Self.shape)), ("random", rectified)])
      ])
    for (before, after) in [
      (rows[0].angleWithin.median, rows[1].angleWithin.median),
      (rows[0].angleBetween.median, rows[1].angleBetween.median),
    ] { #expect(abs(cos(after) - GaussianRectifier.cosine(angle: before)) < 0.03) }
  }

  @Test func seedsAndThreadsFixEveryBit() throws {
    let network = LayerSequence(partsOf: RawPixels(shape: Self.shape))
    #expect(try Self.rows([network]) == Self.rows([network]))
  }

  @Test func faultsAreNamed() throws {
    let zero = DenseNetwork(
      name: "zero", shape: Self.shape,
      layers: [[[Double]](repeating: [Double](repeating: 0, count: 16), count: 2)])
    #expect(throws: TheoryError.vanishingLayer(network: "n", layer: "zero")) {
      try Self.rows([LayerSequence(network: "n", layers: [zero])])
    }
    #expect(throws: TheoryError.mismatchedShape("raw pixels", found: [3, 3], expected: [4, 4])) {
      try Self.rows([LayerSequence(partsOf: RawPixels(shape: [3, 3]))])
    }
    let few = Self.images.selecting([0, 1, 2])
    #expect(throws: TheoryError.tooFew("pairs of images of one class", found: 0, expected: 2)) {
      try GeometryStudy().run([LayerSequence(partsOf: RawPixels(shape: Self.shape))], images: few)
    }
  }

  @Test func cancellationEndsTheStudy() {
    struct Stop: Error {}
    let network = LayerSequence(partsOf: RawPixels(shape: Self.shape))
    #expect(throws: Stop.self) {
      try GeometryStudy().run([network], images: Self.images, checkCancellation: { throw Stop() })
    }
    #expect(throws: Stop.self) { try GeometryStudy().randomLayers(checkCancellation: { throw Stop() }) }
  }

  /// By depth, angle and width, and as many steps of progress as rows.
  @Test func randomLayersComeInOrder() throws {
    let settings = GeometrySettings(widths: [2, 3], depths: [1, 2], angles: [1, 2], draws: 3)
    var seen: [StageProgress] = []
    let rows = try GeometryStudy(settings: settings).randomLayers(progress: { seen.append($0) })
    #expect(
      rows.map { [Double($0.depth), $0.angle, Double($0.width)] } == [
        [1, 1, 2], [1, 1, 3], [1, 2, 2], [1, 2, 3], [2, 1, 2], [2, 1, 3], [2, 2, 2], [2, 2, 3],
      ])
    #expect(seen.last == StageProgress(stage: "random layers", done: 8, total: 8))
  }
}

/// A representation behind a rectifier.
struct RectifiedNetwork: Representation {
  let base: DenseNetwork
  var name: String { "rectified" }
  var shape: Shape { base.shape }
  var dimension: Int { base.dimension }
  var parts: [RepresentationPart] { [] }
  var lipschitzConstant: Double? { nil }
  func vectors(of signals: Signal<Double>) -> [Double] { base.vectors(of: signals).map { max($0, 0) } }
}
