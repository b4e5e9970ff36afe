import Foundation
import Scattering
import TestSupport
import Testing

/// Solid harmonic scattering of volumes: Kymatio's numbers, the plan's oracle, closed forms and symmetries.
@Suite struct SolidHarmonicScatteringTests {
  static let all = GoldenHarmonics.all.cases

  func transform<Sample: ScatteringScalar>(
    _ configuration: ScatteringConfiguration, _: Sample.Type, threads: Int = 2
  ) -> ScatteringTransform<Sample> {
    ScatteringTransform(configuration, parallel: Parallel(threads: threads), rigor: .estimate)
  }

  /// Features in the order of Kymatio's array, `[batch, scales, channel, power]`.
  func kymatioOrder<Sample: ScatteringScalar>(_ features: Features<Sample>, _ plan: ScatteringPlan)
    -> [Double]
  {
    (0..<features.batch.reduce(1, *)).flatMap { signal in
      plan.pathsByChannel.flatMap { row in
        row.flatMap { path in features.samples(ofSignal: signal, path: path).map(Double.init) }
      }
    }
  }

  func distance(_ found: [Double], _ expected: [Double]) -> Double {
    zip(found, expected).reduce(0) { $0 + abs($1.0 - $1.1) } / expected.reduce(0) { $0 + abs($1) }
  }

  /// Kymatio's filters are true to 1e-7 and its integrals rounded to 6e-8: 2e-7, and where moduli are small their roots err more. In
  /// single precision values below 1e-6 are left out of filters of peak 0.2.
  @Test(arguments: all.filter(\.isCovariant)) func featuresEqualKymatio(example: GoldenHarmonics.Case) throws
  {
    let configuration = try ScatteringConfiguration.solidHarmonic(
      shape: Shape(example.shape), scales: example.scales, maximalDegree: example.maximalDegree,
      sigma: example.sigma, maximalOrder: example.maximalOrder, powers: example.powers)
    let expected = Golden.numbers("harmonics/" + example.output.file, as: Double.self)
    let input = Golden.numbers("harmonics/" + example.input.file, as: Double.self)
    let double = transform(configuration, Double.self)
    let found = kymatioOrder(
      double(Signal(input, batch: [example.batch], shape: configuration.shape)), double.plan)
    for part in orders(double.plan, batch: example.batch) {
      #expect(distance(part.map { found[$0] }, part.map { expected[$0] }) < 5e-7)
    }
    let single = transform(configuration, Float.self)(
      Signal(input.map(Float.init), batch: [example.batch], shape: configuration.shape))
    #expect(distance(kymatioOrder(single, double.plan), expected) < 1e-5)
  }

  /// Indices of the features of each order in Kymatio's array.
  func orders(_ plan: ScatteringPlan, batch: Int) -> [[Int]] {
    let rows = plan.pathsByChannel
    let powers = plan.layout.entries[0].shape.count
    let order = (0..<batch).flatMap { _ in
      rows.flatMap { row in row.flatMap { [Int](repeating: plan.paths[$0].order, count: powers) } }
    }
    return (1...plan.lastOrder).map { number in order.indices.filter { order[$0] == number } }
  }

  /// Kymatio's only order is -l, of each degree.
  @Test(arguments: all.filter { !$0.isCovariant }) func ordersEqualKymatio(example: GoldenHarmonics.Case)
    throws
  {
    let configuration = try ScatteringConfiguration.solidHarmonic(
      shape: Shape(example.shape), scales: example.scales, maximalDegree: example.maximalDegree,
      sigma: example.sigma, perM: true, powers: example.powers)
    let transform = transform(configuration, Double.self)
    let input = Golden.numbers("harmonics/" + example.input.file, as: Double.self)
    let features = transform(Signal(input, batch: [1], shape: configuration.shape))
    // Degree l begins at channel l (l + 1) / 2, so its order l is the channel before the next degree's.
    let channels = (0...example.maximalDegree).map { ($0 + 1) * ($0 + 2) / 2 - 1 }
    let found = transform.plan.pathsByChannel.flatMap { row in
      channels.flatMap { features.samples(path: row[$0]) }
    }
    let expected = Golden.numbers("harmonics/" + example.output.file, as: Double.self)
    #expect(distance(found, expected) < 5e-7)
  }

  /// Small grids, odd and even, with every readout.
  static let configurations: [ScatteringConfiguration] = [
    try! .solidHarmonic(shape: [7, 5, 9], scales: 1, maximalDegree: 2),
    try! .solidHarmonic(shape: [8, 6, 10], scales: 2, maximalDegree: 2),
    try! .solidHarmonic(shape: [6, 7, 5], scales: 2, maximalDegree: 3, maximalOrder: 3),
    try! .solidHarmonic(shape: [6, 8, 5], scales: 1, maximalDegree: 2, perM: true),
    try! ScatteringConfiguration(
      shape: [5, 6, 8], wavelets: .solidHarmonic(maximalDegree: 1, sigma: 1.3), scales: 1, padding: .periodic,
      readout: .average),
    try! ScatteringConfiguration(
      shape: [5, 6, 7], wavelets: .solidHarmonic(maximalDegree: 1), scales: 1, padding: .periodic,
      readout: .samples),
  ]

  func volumes(_ configuration: ScatteringConfiguration, _ count: Int, seed: UInt64) -> Signal<Double> {
    .noise(batch: [count], shape: configuration.shape, seed: seed)
  }

  /// The tables leave out 8 units in the last place of 1, where filters of degree 3 have a peak of 0.2; three passes and sums round as often.
  @Test(arguments: configurations) func featuresAreThoseOfTheOracle(_ configuration: ScatteringConfiguration)
  {
    let signals = volumes(configuration, 3, seed: 1)
    let transform = transform(configuration, Double.self)
    let oracle = PlanOracle(transform.plan, bank: transform.bank)
    let count = configuration.shape.count
    let expected = (0..<3).flatMap { index in
      oracle.features(of: Array(signals.samples[(index * count)...].prefix(count)))
    }
    #expect(relativeDistance(transform(signals).samples, expected) < 1e-12)
    let single = self.transform(configuration, Float.self)(
      Signal(signals.samples.map(Float.init), batch: [3], shape: configuration.shape))
    #expect(relativeDistance(single.samples, expected) < 1e-5)
  }

  /// `|x * psi_l|` of a Gaussian of deviation s is `a (s^2)^(3/2) (sigma / t)^l (r / t)^l exp(-r^2 / 2 t^2) / t^3` times
  /// `((2 l + 1) / 4 pi)^(1/2)` with t^2 = s^2 + sigma^2 and Kymatio's factor a, so its powers have integrals by the gamma function.
  /// Sums over samples equal integrals but for the cusp r^(l q) at the centre, where l q is no even number, and what a grid cuts off.
  @Test func gaussiansHaveClosedForms() throws {
    let powers = [0.5, 1, 2]
    let configuration = try ScatteringConfiguration.solidHarmonic(
      shape: [60, 64, 62], scales: 1, maximalDegree: 3, powers: powers)
    let transform = transform(configuration, Double.self)
    let features = transform(gaussian(deviation: 4, shape: configuration.shape))
    for row in transform.plan.pathsByChannel.prefix(2) {
      for (degree, path) in row.enumerated() {
        let sigma = Double(1 << transform.paths[path].steps[0].scale)
        for (power, found) in zip(powers, features.samples(path: path)) {
          let expected = closedForm(s: 4, sigma, degree, power)
          #expect(abs(found / expected - 1) < 1e-4, "degree \(degree) sigma \(sigma) power \(power)")
        }
      }
    }
    // The modulus of degree 0 is a Gaussian again, wider.
    let second = features.samples(path: transform.plan.pathsByChannel[2][0])
    let gain = pow(16.0 / 17, 1.5)
    for (power, found) in zip(powers, second) {
      let expected = pow(gain, power) * closedForm(s: 17.0.squareRoot(), 2, 0, power)
      #expect(abs(found / expected - 1) < 1e-4)
    }
  }

  /// The integral over space of `|x * psi|^q` for a Gaussian x of deviation s.
  func closedForm(s: Double, _ sigma: Double, _ degree: Int, _ power: Double) -> Double {
    let (l, t) = (Double(degree), (s * s + sigma * sigma).squareRoot())
    let factor =
      SolidHarmonic.amplitude(degree: degree) * pow(s / t, 3) * pow(sigma / t, l)
      * ((2 * l + 1) / (4 * .pi)).squareRoot()
    let exponent = (3 + l * power) / 2
    return pow(factor, power) * 2 * .pi * pow(t, 3) * pow(2 / power, exponent) * tgamma(exponent)
  }

  /// A Gaussian of height 1 in the middle.
  func gaussian(deviation: Double, shape: Shape) -> Signal<Double> {
    Signal(
      (0..<shape.count).map { index in
        let square = zip(shape.indices(of: index), shape.dimensions).reduce(0.0) { sum, axis in
          sum + pow(Double(axis.0 - axis.1 / 2), 2)
        }
        return exp(-square / (2 * deviation * deviation))
      }, shape: shape)
  }

  /// Quarter turns of an odd cube permute its frequencies, so features of all axes' turns are the same but for rounding; where each
  /// order has its own modulus those of turns about axis 0. On an even cube the frequency -pi has no opposite.
  @Test(arguments: [false, true]) func quarterTurnsLeaveFeatures(perM: Bool) throws {
    let configuration = try ScatteringConfiguration.solidHarmonic(
      shape: [9, 9, 9], scales: 2, maximalDegree: 3, perM: perM)
    let transform = transform(configuration, Double.self)
    let volume = volumes(configuration, 1, seed: 3)
    let features = transform(volume).samples
    for axis in 0..<3 {
      let turned = transform(volume.quarterTurn(about: axis)).samples
      if !perM || axis == 0 {
        #expect(relativeDistance(turned, features) < 1e-12)
      } else {
        #expect(relativeDistance(turned, features) > 1e-4)
      }
    }
  }

  @Test(arguments: configurations) func pullbackIsTheAdjoint(_ configuration: ScatteringConfiguration) {
    let transform = transform(configuration, Double.self)
    let (x, v) = (volumes(configuration, 3, seed: 4), volumes(configuration, 3, seed: 5))
    let forward = transform.pushforward(at: x, along: v).samples
    let w = cotangents(transform, 3)
    let back = transform.pullback(at: x, w).samples
    let scale = (dot(forward, forward) * dot(w.samples, w.samples)).squareRoot()
    // Two long sums of rounded products, as in `DerivativeTests`.
    #expect(abs(dot(forward, w.samples) - dot(v.samples, back)) < 1e-12 * scale && scale > 0)
  }

  /// At positive volumes, so that the one real signal of degree 0 stays away from 0, where roots have no derivative; moduli of several do
  /// not often come near. Central differences err by the square of the step times third derivatives, for roots of moduli of a hundredth
  /// 1e-10 * 1e5.
  @Test(arguments: configurations) func pushforwardIsTheDerivative(_ configuration: ScatteringConfiguration) {
    let transform = transform(configuration, Double.self)
    let (x, v) = (volumes(configuration, 1, seed: 6), volumes(configuration, 1, seed: 7))
    let step = 1e-5
    func moved(_ sign: Double) -> [Double] {
      transform(
        Signal(
          zip(x.samples, v.samples).map { 2 + $0 + sign * step * $1 }, batch: [1],
          shape: configuration.shape)
      ).samples
    }
    let differences = zip(moved(1), moved(-1)).map { ($0 - $1) / (2 * step) }
    let positive = Signal(x.samples.map { 2 + $0 }, batch: [1], shape: configuration.shape)
    #expect(relativeDistance(transform.pushforward(at: positive, along: v).samples, differences) < 1e-5)
  }

  /// Moduli of nothing have derivative 0, and powers below 1 of them too.
  @Test(arguments: configurations) func vanishingVolumesHaveFiniteDerivatives(
    _ configuration: ScatteringConfiguration
  ) {
    let transform = transform(configuration, Double.self)
    let count = configuration.shape.count
    var samples = volumes(configuration, 2, seed: 8).samples
    samples.replaceSubrange(0..<(3 * count / 2), with: [Double](repeating: 0, count: 3 * count / 2))
    let x = Signal(samples, batch: [2], shape: configuration.shape)
    let forward = transform.pushforward(at: x, along: volumes(configuration, 2, seed: 9)).samples
    let back = transform.pullback(at: x, cotangents(transform, 2)).samples
    #expect((forward + back).allSatisfy { $0.isFinite })
    let own = transform.plan.layout.range(ofPath: 0).count
    #expect(forward[own..<transform.featureCount].allSatisfy { $0 == 0 })
    #expect(forward[transform.featureCount...].contains { $0 != 0 } && back[count...].contains { $0 != 0 })
  }

  @Test(arguments: configurations) func bitsDoNotDependOnThreads(_ configuration: ScatteringConfiguration) {
    let (one, two) = (
      transform(configuration, Double.self, threads: 1), transform(configuration, Double.self)
    )
    let x = volumes(configuration, 3, seed: 10)
    #expect(one(x).samples == two(x).samples)
    #expect(two(x).samples == two(x).samples, "dirty scratch")
    let w = cotangents(one, 3)
    #expect(one.pullback(at: x, w).samples == two.pullback(at: x, w).samples)
  }

  @Test func volumesArePeriodic() {
    let error = ScatteringError.outOfRange(
      "padding", found: "reflect", expected: "periodic for solidHarmonic")
    #expect(throws: error) {
      try ScatteringConfiguration(
        shape: [8, 8, 8], wavelets: .solidHarmonic(maximalDegree: 1), scales: 1)
    }
  }

  func cotangents(_ transform: ScatteringTransform<Double>, _ count: Int) -> Features<Double> {
    let noise = Signal<Double>.noise(shape: [count * transform.featureCount], seed: 11)
    return Features(
      noise.samples, batch: [count], paths: transform.paths, layout: transform.plan.layout)
  }

  func dot(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }
}
