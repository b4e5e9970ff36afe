import Numerical
import Scattering
import TestSupport
import Testing

/// Lipschitz constants of samples, means and integrals of moduli.
@Suite struct ReadoutBoundTests {
  static let configurations: [ScatteringConfiguration] = [
    try! ScatteringConfiguration(
      shape: [16, 16, 16], wavelets: .solidHarmonic(maximalDegree: 2, sigma: 0.8, perM: false), scales: 1,
      padding: .periodic, readout: .integrals(powers: [0.5, 1, 2, 3])),
    try! ScatteringConfiguration(
      shape: [16, 16, 16], wavelets: .morlet3D(directions: 3), scales: 1, readout: .samples),
    try! ScatteringConfiguration(shape: [40, 24], scales: 2, orientations: 3, readout: .samples),
    try! ScatteringConfiguration(
      shape: [32, 32], scales: 2, orientations: 4, padding: .periodic, readout: .globalMean),
    try! ScatteringConfiguration(
      shape: [200], wavelets: .morlet1D(quality: [4]), scales: 4, maximalOrder: 1, readout: .globalMean),
  ]

  /// Pairs of signals, close and far, one of them small.
  private static func pairs(_ configuration: ScatteringConfiguration) -> [(Signal<Double>, Signal<Double>)] {
    (0..<12).map { seed in
      let x = Signal<Double>.noise(batch: [1], shape: configuration.shape, seed: UInt64(2 * seed))
      let change = Signal<Double>.noise(batch: [1], shape: configuration.shape, seed: UInt64(2 * seed + 1))
      let (size, step) = (seed % 4 == 3 ? 0.0 : 1.0, seed % 2 == 0 ? 1e-4 : 1.0)
      func signal(_ samples: [Double]) -> Signal<Double> {
        Signal(samples, batch: [1], shape: configuration.shape)
      }
      return (
        signal(x.samples.map { size * $0 }),
        signal(zip(x.samples, change.samples).map { size * $0 + step * $1 })
      )
    }
  }

  /// By path the features of one signal, or of integrals those of one power.
  private static func values(
    _ transform: ScatteringTransform<Double>, _ signal: Signal<Double>, power: Int?
  ) -> [[Double]] {
    let features = transform(signal).samples
    return transform.plan.layout.entries.map { entry in
      let own = Array(features[entry.offset..<entry.offset + entry.shape.count])
      return power.map { [own[$0]] } ?? own
    }
  }

  @Test(arguments: configurations, [Normalization.kymatio, .nonexpansive])
  func noPairExpandsMoreThanTheConstant(
    configuration: ScatteringConfiguration, normalization: Normalization
  ) throws {
    let transform = ScatteringTransform<Double>(
      try configuration.with(normalization: normalization), rigor: .estimate)
    let bounds = ReadoutBounds(transform)
    let power: Int? = if case .integrals = configuration.readout { 1 } else { nil }
    var largest = 0.0
    for (x, z) in Self.pairs(configuration) {
      let moved = zip(Self.values(transform, x, power: power), Self.values(transform, z, power: power))
      let squares = zip(moved, bounds.weights).map { pair, weight in
        let change = weight * distance(pair.0[...], pair.1[...])
        return change * change
      }
      largest = max(largest, squares.reduce(0, +).squareRoot() / distance(x.samples[...], z.samples[...]))
    }
    #expect(largest <= bounds.constant)
    // Samples of the signal are read themselves; of a mean or an integral most is lost, where signals are noise.
    #expect(configuration.readout == .samples ? largest >= 1 : largest > 0.01 * bounds.constant)
    // A layer that keeps at most all of the energy, and its input that is read as well, make the number of orders and one.
    if normalization == .nonexpansive {
      let orders = Double(configuration.maximalOrder + 1)
      #expect(bounds.moduli <= orders.squareRoot() * (1 + 1e-8))
    }
  }

  /// Of each power by its own inequality; for constants, whose moduli are equal everywhere, it is close to what is found.
  @Test func integralsChangeByNoMoreThanTheirBounds() {
    let configuration = Self.configurations[0]
    let transform = ScatteringTransform<Double>(configuration, rigor: .estimate)
    let bounds = ReadoutBounds(transform)
    let powers = [0.5, 1, 2, 3]
    var constants = [Double](repeating: 0, count: powers.count)
    let flat = [1.0, 2.0].map { value in
      Signal([Double](repeating: value, count: 4096), batch: [1], shape: configuration.shape)
    }
    for (index, (x, z)) in (Self.pairs(configuration) + [(flat[0], flat[1])]).enumerated() {
      let radius = max(norm(x.samples[...]), norm(z.samples[...]))
      let moved = distance(x.samples[...], z.samples[...])
      for (which, power) in powers.enumerated() {
        let (a, b) = (
          Self.values(transform, x, power: which).map { $0[0] },
          Self.values(transform, z, power: which).map { $0[0] }
        )
        for path in a.indices {
          let bound = bounds.largestChange(
            ofIntegralOf: path, power: power, distance: moved, radius: radius)
          #expect(abs(a[path] - b[path]) <= bound)
          if index == 12 { constants[which] = max(constants[which], abs(a[path] - b[path]) / bound) }
        }
      }
    }
    // Constants attain the inequalities up to powers of the constant; at 3 the fourth powers of 4,096 equal moduli are bounded by their squares.
    #expect(constants.prefix(3).allSatisfy { $0 > 0.02 })
    #expect(constants[3] > 0.02 / 64)
  }

  /// Only the power 1 scales as distances do.
  @Test func boundsScaleWithTheirPower() {
    let bounds = ReadoutBounds(ScatteringTransform<Double>(Self.configurations[0], rigor: .estimate))
    for power in [0.5, 1.0] {
      let ratio =
        bounds.largestChange(ofIntegralOf: 0, power: power, distance: 0.2, radius: 5)
        / bounds.largestChange(ofIntegralOf: 0, power: power, distance: 0.1, radius: 5)
      #expect(abs(ratio - .pow(2, power)) < 1e-12)
    }
    // No two signals of a ball are farther apart than its diameter.
    #expect(
      bounds.largestChange(ofIntegralOf: 0, power: 1, distance: 100, radius: 1)
        == bounds.largestChange(ofIntegralOf: 0, power: 1, distance: 2, radius: 1))
  }
}
