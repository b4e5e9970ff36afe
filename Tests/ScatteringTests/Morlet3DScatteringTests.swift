import Scattering
import TestSupport
import Testing

/// Scattering of volumes by oriented wavelets: the executor of every rank beside the plan's oracle.
@Suite struct Morlet3DScatteringTests {
  static let configurations: [ScatteringConfiguration] = [
    try! ScatteringConfiguration(shape: [5, 6, 8], wavelets: .morlet3D(directions: 3), scales: 1),
    try! ScatteringConfiguration(
      shape: [8, 4, 12], wavelets: .morlet3D(directions: 4), scales: 2, padding: .periodic),
    try! ScatteringConfiguration(
      shape: [6, 5, 4], wavelets: .morlet3D(directions: 3), scales: 2, padding: .zero, oversampling: 1,
      readout: .globalMean),
  ]

  func transform<Sample: ScatteringScalar>(
    _ configuration: ScatteringConfiguration, _: Sample.Type
  ) -> ScatteringTransform<Sample> {
    ScatteringTransform(configuration, parallel: Parallel(threads: 2), rigor: .estimate)
  }

  /// What the tables leave out and what sums round, as in `PlanTests`.
  @Test(arguments: configurations) func featuresAreThoseOfTheOracle(_ configuration: ScatteringConfiguration)
  {
    let volume = Signal<Double>.noise(shape: configuration.shape, seed: 1)
    let transform = transform(configuration, Double.self)
    let expected = PlanOracle(transform.plan, bank: transform.bank).features(of: volume.samples)
    #expect(relativeDistance(transform(volume).samples, expected) < 1e-12)
    let single = self.transform(configuration, Float.self)(
      Signal(volume.samples.map(Float.init), shape: configuration.shape))
    #expect(relativeDistance(single.samples, expected) < 1e-5)
  }

  /// Two long sums of rounded products, as in `DerivativeTests`.
  @Test(arguments: configurations) func pullbackIsTheAdjoint(_ configuration: ScatteringConfiguration) {
    let transform = transform(configuration, Double.self)
    let noise = { (seed: UInt64) in Signal<Double>.noise(shape: configuration.shape, seed: seed) }
    let forward = transform.pushforward(at: noise(2), along: noise(3)).samples
    let w = Features(
      Signal<Double>.noise(shape: [forward.count], seed: 4).samples, paths: transform.paths,
      layout: transform.plan.layout)
    let back = transform.pullback(at: noise(2), w).samples
    let scale = (dot(forward, forward) * dot(w.samples, w.samples)).squareRoot()
    #expect(abs(dot(forward, w.samples) - dot(noise(3).samples, back)) < 1e-12 * scale && scale > 0)
  }

  /// Quarter turns of a cube permute the directions of the octahedron and of the cube, up to their signs, which moduli of real volumes do
  /// not tell. Without decimation, which drops one of the two highest frequencies, means are permuted but for rounding.
  @Test(arguments: [3, 4]) func quarterTurnsPermuteFeatures(directions: Int) throws {
    let configuration = try ScatteringConfiguration(
      shape: [8, 8, 8], wavelets: .morlet3D(directions: directions), scales: 2, padding: .periodic,
      oversampling: 2, readout: .globalMean)
    let transform = transform(configuration, Double.self)
    let volume = Signal<Double>.noise(shape: [8, 8, 8], seed: 5)
    let features = transform(volume).samples
    for axis in 0..<3 {
      let turned = transform(volume.quarterTurn(about: axis)).samples
      #expect(relativeDistance(turned.sorted(), features.sorted()) < 1e-12)
      #expect(relativeDistance(turned, features) > 1e-6)
    }
  }

  func dot(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }
}

extension Signal {
  /// A cube turned by a quarter about its first sample and one axis: the samples go to where the turn takes them, on a periodic grid.
  func quarterTurn(about axis: Int) -> Signal {
    let samples = samples
    let (a, b) = ((axis + 1) % 3, (axis + 2) % 3)
    let turned = (0..<shape.count).map { index in
      var u = shape.indices(of: index)
      (u[a], u[b]) = (u[b], (shape[a] - u[a]) % shape[a])
      return samples[shape.offset(of: u)]
    }
    return Signal(turned, batch: batch, shape: shape)
  }
}
