import Scattering
import TestSupport
import Testing

/// Frame bounds, Lipschitz constants and energies of time series.
@Suite struct TimeBoundTests {
  static let configurations: [ScatteringConfiguration] = [
    try! ScatteringConfiguration(shape: [200], wavelets: .morlet1D(quality: [4]), scales: 4),
    try! ScatteringConfiguration(
      shape: [256], wavelets: .morlet1D(quality: [8, 2]), scales: 5, averaging: 16, padding: .periodic),
    try! ScatteringConfiguration(
      shape: [150], wavelets: .morlet1D(quality: [1, 1, 1]), scales: 5, averaging: 64, maximalOrder: 3,
      padding: .edge, oversampling: 1),
    try! ScatteringConfiguration(
      shape: [100], wavelets: .morlet1D(quality: [3]), scales: 3, maximalOrder: 2, padding: .zero,
      convention: .kymatio03),
  ]

  /// Joint scattering in both layouts, with averages, means and all positions along log-frequency.
  static let joint: [ScatteringConfiguration] = [
    (LogFrequencyWavelets(scales: 2), Padding.reflect),
    (LogFrequencyWavelets(scales: 2, averaging: .global, layout: .joint), .periodic),
    (LogFrequencyWavelets(scales: 3, quality: 2, averaging: LogFrequencyWavelets.Averaging.none), .zero),
  ].map { along, padding in
    try! ScatteringConfiguration(
      shape: [256], wavelets: .joint(quality: [4], logFrequency: along), scales: 4, padding: padding)
  }

  /// Rounding of the bounds themselves is upwards; distances are of double precision.
  @Test(arguments: configurations + joint, [Normalization.kymatio, .nonexpansive])
  func noPairExpandsMoreThanTheConstant(
    configuration: ScatteringConfiguration, normalization: Normalization
  ) throws {
    let transform = ScatteringTransform<Double>(
      try configuration.with(normalization: normalization), rigor: .estimate)
    let bounds = NetworkBounds(transform)
    #expect(bounds.constant <= bounds.network * bounds.padding * (1 + 1e-12))
    if normalization == .nonexpansive { #expect(bounds.network <= 1 + 1e-8) }
    var largest = 0.0
    for seed in 0..<20 {
      let x = Signal<Double>.noise(batch: [1], shape: configuration.shape, seed: UInt64(2 * seed))
      let change = Signal<Double>.noise(batch: [1], shape: configuration.shape, seed: UInt64(2 * seed + 1))
      // Close pairs and far ones.
      let step = seed % 2 == 0 ? 1e-4 : 1.0
      let z = Signal(
        zip(x.samples, change.samples).map { $0 + step * $1 }, batch: [1], shape: configuration.shape)
      let moved = distance(transform(x).samples, transform(z).samples) * transform.plan.distanceWeight
      largest = max(largest, moved / distance(x.samples, z.samples))
    }
    #expect(largest <= bounds.constant)
    // Of a mean over log-frequency less is left than of averages.
    #expect(largest > (configuration == Self.joint[1] ? 0.03 : 0.05))
  }

  /// A constant signal is its own average: no wavelet passes it, and the low-pass has the gain of the bank.
  @Test(arguments: configurations) func constantsPassTheAverageAlone(configuration: ScatteringConfiguration) {
    let transform = ScatteringTransform<Double>(configuration, rigor: .estimate)
    guard configuration.padding != .zero else { return }
    let signal = Signal(
      [Double](repeating: 2.5, count: configuration.shape.count), shape: configuration.shape)
    let features = transform(signal)
    #expect(features.samples(path: 0).allSatisfy { abs($0 - 2.5) < 1e-12 })
    #expect(features.samples.dropFirst(features.shape.count).allSatisfy { abs($0) < 1e-12 })
  }

  /// Without decimation the energy of the average and of the moduli of order 1 lies between the bounds of the frame; and the sum over
  /// frequencies that the bounds are the ends of is that of the filters. Rounding and what filters leave out are far below 1e-10.
  @Test(arguments: [Normalization.kymatio, .littlewoodPaley, .nonexpansive])
  func energiesLieBetweenTheBoundsOfTheFrame(normalization: Normalization) throws {
    let configuration = try Self.configurations[1].with(
      maximalOrder: 1, oversampling: 30, normalization: normalization)
    let moduli = try ScatteringConfiguration(
      shape: configuration.shape, wavelets: configuration.wavelets, scales: 5, maximalOrder: 1,
      padding: .periodic, oversampling: 30, readout: .samples)
    let transform = ScatteringTransform<Double>(configuration, rigor: .estimate)
    let samples = ScatteringTransform<Double>(moduli, bank: transform.bank, rigor: .estimate)
    let bounds = transform.bank.frameBounds()
    #expect(bounds.lower > 1e-4 && bounds.upper < 2)
    if normalization != .kymatio { #expect(bounds.upper <= 1 + 1e-10) }
    if normalization == .littlewoodPaley { #expect(bounds.upper >= 1 - 1e-10) }
    for seed in 5..<10 {
      let signal = Signal<Double>.noise(batch: [1], shape: configuration.shape, seed: UInt64(seed))
      let average = transform(signal).samples(path: 0)
      let all = samples(signal).samples.dropFirst(configuration.shape.count)
      let energy = (average + all).reduce(0) { $0 + $1 * $1 }
      let whole = signal.samples.reduce(0) { $0 + $1 * $1 }
      #expect(energy <= bounds.upper * whole * (1 + 1e-10) && energy >= bounds.lower * whole * (1 - 1e-10))
    }
  }

  private func distance(_ a: [Double], _ b: [Double]) -> Double {
    zip(a, b).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
  }
}
