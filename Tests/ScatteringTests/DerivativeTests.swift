import Scattering
import TestSupport
import Testing

/// Products with the Jacobian and its transpose.
@Suite struct DerivativeTests {
  /// Every order, padding, oversampling, odd and prime sizes, and grids whose averages are banded and spectral.
  static let configurations: [ScatteringConfiguration] = [
    try! ScatteringConfiguration(shape: [16, 16], scales: 2, orientations: 3),
    try! ScatteringConfiguration(shape: [19, 24], scales: 3, orientations: 4, padding: .periodic),
    try! ScatteringConfiguration(
      shape: [17, 13], scales: 3, orientations: 3, maximalOrder: 3, padding: .zero),
    try! ScatteringConfiguration(
      shape: [24, 16], scales: 3, orientations: 2, padding: .edge, oversampling: 1),
    try! ScatteringConfiguration(shape: [16, 8], scales: 2, orientations: 1, oversampling: 5),
    try! ScatteringConfiguration(shape: [12, 12], scales: 2, orientations: 3, maximalOrder: 0),
    try! ScatteringConfiguration(shape: [12, 12], scales: 2, orientations: 3, maximalOrder: 1),
    try! ScatteringConfiguration(
      shape: [16, 16], scales: 3, orientations: 2, padding: .periodic, normalization: .nonexpansive),
    try! ScatteringConfiguration(shape: [64, 64], scales: 6, orientations: 2, padding: .periodic),
  ]

  func transform(
    _ configuration: ScatteringConfiguration, threads: Int = 2, planner: Planner = .shared
  ) -> ScatteringTransform<Double> {
    ScatteringTransform(
      configuration, parallel: Parallel(threads: threads), rigor: .estimate, planner: planner)
  }

  func noise(_ configuration: ScatteringConfiguration, _ count: Int, seed: UInt64) -> Signal<Double> {
    .noise(batch: [count], shape: configuration.shape, seed: seed)
  }

  func cotangents(_ transform: ScatteringTransform<Double>, _ count: Int, seed: UInt64) -> Features<Double> {
    let noise = Signal<Double>.noise(shape: [count * transform.featureCount], seed: seed)
    return Features(noise.samples, batch: [count], paths: transform.paths, shape: transform.plan.outputShape)
  }

  func dot(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }

  /// Two long sums of rounded products: a hundred roundings of 1e-16 against the sizes of what is multiplied.
  func checkAdjoint(_ transform: ScatteringTransform<Double>, count: Int) {
    let configuration = transform.configuration
    let (x, v) = (noise(configuration, count, seed: 1), noise(configuration, count, seed: 2))
    let w = cotangents(transform, count, seed: 3)
    let forward = transform.pushforward(at: x, along: v).samples
    let back = transform.pullback(at: x, w).samples
    let scale = (dot(forward, forward) * dot(w.samples, w.samples)).squareRoot()
    #expect(abs(dot(forward, w.samples) - dot(v.samples, back)) < 1e-12 * scale)
    #expect(scale > 0)
  }

  @Test(arguments: configurations) func pullbackIsTheAdjoint(_ configuration: ScatteringConfiguration) {
    checkAdjoint(transform(configuration), count: 3)
  }

  @Test func transformsByMKLHaveTheSameAdjoint() throws {
    let configuration = try ScatteringConfiguration(shape: [40, 52], scales: 3, orientations: 3)
    checkAdjoint(transform(configuration, planner: try TestMKL.planner()), count: 2)
  }

  /// Central differences at a step h err by h^2 times a third derivative, here of order 1 after division by moduli of
  /// order 0.1, and by rounding over h: 1e-6 at h = 1e-5.
  @Test(arguments: configurations) func pushforwardIsTheDerivative(_ configuration: ScatteringConfiguration) {
    let transform = transform(configuration)
    let (x, v) = (noise(configuration, 1, seed: 4), noise(configuration, 1, seed: 5))
    func features(_ step: Double) -> [Double] {
      let moved = zip(x.samples, v.samples).map { $0 + step * $1 }
      return transform(Signal(moved, batch: [1], shape: configuration.shape)).samples
    }
    let step = 1e-5
    let difference = zip(features(step), features(-step)).map { ($0 - $1) / (2 * step) }
    #expect(relativeDistance(transform.pushforward(at: x, along: v).samples, difference) < 1e-6)
  }

  @Test(arguments: [0.0, 3.0]) func flatImagesHaveFiniteDerivatives(level: Double) throws {
    let configuration = try ScatteringConfiguration(shape: [16, 16], scales: 2, orientations: 3)
    let transform = transform(configuration)
    let flat = Signal([Double](repeating: level, count: 512), batch: [2], shape: [16, 16])
    let back = transform.pullback(at: flat, cotangents(transform, 2, seed: 1)).samples
    let forward = transform.pushforward(at: flat, along: noise(configuration, 2, seed: 2)).samples
    #expect((back + forward).allSatisfy { $0.isFinite })
    // Where all moduli are exactly 0 only the plain average has a derivative.
    if level == 0 {
      let places = transform.plan.outputShape.count
      #expect(forward[..<places].contains { $0 != 0 })
      #expect(forward[places..<transform.featureCount].allSatisfy { $0 == 0 })
    }
  }

  @Test(arguments: [5, 8]) func derivativesAreTheSameBitsHoweverTheyAreCut(orientations: Int) throws {
    let configuration = try ScatteringConfiguration(shape: [20, 28], scales: 3, orientations: orientations)
    let (x, v) = (noise(configuration, 5, seed: 6), noise(configuration, 5, seed: 7))
    let alone = transform(configuration, threads: 1)
    let w = cotangents(alone, 5, seed: 8)
    let (back, forward) = (alone.pullback(at: x, w).samples, alone.pushforward(at: x, along: v).samples)
    for threads in [2, 3, 16] {
      let many = transform(configuration, threads: threads)
      #expect(many.pullback(at: x, w).samples == back)
      #expect(many.pushforward(at: x, along: v).samples == forward)
      #expect(many.pullback(at: x, w).samples == back, "dirty scratch")
    }
  }

  @Test func singlePrecisionFollowsDouble() throws {
    let configuration = try ScatteringConfiguration(shape: [33, 20], scales: 3, orientations: 4)
    let (double, single) = (
      transform(configuration), ScatteringTransform<Float>(configuration, rigor: .estimate)
    )
    let (x, w) = (noise(configuration, 2, seed: 1), cotangents(double, 2, seed: 2))
    let singleX = Signal(x.samples.map(Float.init), batch: [2], shape: x.shape)
    let singleW = Features(w.samples.map(Float.init), batch: [2], paths: w.paths, shape: w.shape)
    // Quotients by small moduli enlarge the roundings of 1e-7 some ten times.
    let expected = double.pullback(at: x, w).samples
    #expect(relativeDistance(single.pullback(at: singleX, singleW).samples, expected) < 1e-5)
  }

  /// Images of more than 4 million samples, and volumes of more than 131,072, are transformed in place: the adjoint holds there too.
  @Test func inPlaceTransformsHaveTheSameAdjoint() throws {
    let image = try ScatteringConfiguration(
      shape: [2112, 2016], scales: 5, orientations: 1, padding: .periodic)
    let volume = try ScatteringConfiguration(
      shape: [52, 54, 48], wavelets: .solidHarmonic(maximalDegree: 1), scales: 1, padding: .periodic,
      readout: .integrals(powers: [1, 2]))
    for configuration in [image, volume] {
      let transform = transform(configuration)
      #expect(transform.isInPlace)
      checkAdjoint(transform, count: 1)
    }
  }
}
