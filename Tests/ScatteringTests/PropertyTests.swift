import Foundation
import Scattering
import TestSupport
import Testing

/// What the transform must do to any signal.
@Suite struct PropertyTests {
  /// phi-hat(0) is pi / 3.1415, and wavelets have mean zero up to the last bits of their samples.
  @Test(arguments: Padding.allCases) func aConstantImageGivesItsAverageAndNothingElse(padding: Padding) throws
  {
    if padding == .zero { return }
    let configuration = try ScatteringConfiguration(shape: [40, 52], scales: 3, padding: padding)
    let transform = ScatteringTransform<Double>(configuration, rigor: .estimate)
    let features = transform(Signal([Double](repeating: 0.7, count: 40 * 52), shape: [40, 52]))
    for value in features.samples(path: 0) { #expect(abs(value - 0.7 * .pi / 3.1415) < 1e-12) }
    for path in 1..<transform.paths.count {
      for value in features.samples(path: path) { #expect(abs(value) < 1e-12) }
    }
    let single = ScatteringTransform<Float>(configuration, rigor: .estimate)
    let rounded = single(Signal([Float](repeating: 0.7, count: 40 * 52), shape: [40, 52]))
    for value in rounded.samples(path: 0) { #expect(abs(Double(value) - 0.7 * .pi / 3.1415) < 1e-6) }
    for path in 1..<transform.paths.count {
      for value in rounded.samples(path: path) { #expect(abs(value) < 1e-6) }
    }
  }

  /// Features of 2^k x are 2^k times those of x, however small or large x is: scaling by a power of two rounds nothing.
  @Test(arguments: [(5, 1), (-100, 1), (100, 2), (-60, 3)]) func unitsDoNotMatter(
    exponent: Int, orientations: Int
  ) throws {
    let configuration = try ScatteringConfiguration(shape: [24, 20], scales: 2, orientations: orientations)
    try checkUnits(configuration, scale: Float(sign: .plus, exponent: exponent, significand: 1))
    try checkUnits(configuration, scale: Double(sign: .plus, exponent: 8 * exponent, significand: 1))
  }

  func checkUnits<Sample: ScatteringScalar>(_ configuration: ScatteringConfiguration, scale: Sample) throws {
    let transform = ScatteringTransform<Sample>(configuration, rigor: .estimate)
    let samples = Signal<Double>.noise(batch: [3], shape: [24, 20], seed: 9).samples.map { Sample($0) }
    let signals = Signal(samples, batch: [3], shape: [24, 20])
    let scaled = Signal(samples.map { scale * $0 }, batch: [3], shape: [24, 20])
    let (features, others) = (transform(signals), transform(scaled))
    // A feature that is below the normal numbers has lost digits.
    let errors = zip(features.samples, others.samples).map { abs($1 - scale * $0) }
    #expect(errors.allSatisfy { $0 <= Sample.leastNonzeroMagnitude })
    #expect(
      transform.pullback(at: signals, features).samples == transform.pullback(at: scaled, features).samples)
    #expect(
      transform.pushforward(at: signals, along: signals).samples
        == transform.pushforward(at: scaled, along: signals).samples)
  }

  /// Each signal of a batch has its own scale, up to the ends of the type; nothing comes of nothing, and what is not a number
  /// stays so.
  @Test func aBatchMayMixUnits() throws {
    try checkMixedUnits(Float.self)
    try checkMixedUnits(Double.self)
  }

  func checkMixedUnits<Sample: ScatteringScalar>(_: Sample.Type) throws {
    let shape: Shape = [16, 24]
    let transform = ScatteringTransform<Sample>(
      try ScatteringConfiguration(shape: shape, scales: 2, orientations: 2), parallel: Parallel(threads: 2),
      rigor: .estimate)
    let noise = Signal<Double>.noise(shape: shape, seed: 11).samples.map { Sample($0) }
    // The largest leave room for features above the peak.
    let scales: [Sample] = [
      1, Sample(sign: .plus, exponent: Sample.greatestFiniteMagnitude.exponent - 2, significand: 1), 0,
      Sample.leastNormalMagnitude, Sample.leastNonzeroMagnitude * 0x10_0000,
    ]
    let batch = Signal(scales.flatMap { scale in noise.map { scale * $0 } }, batch: [5], shape: shape)
    let (together, plain) = (transform(batch), transform(Signal(noise, shape: shape)).samples)
    for (index, scale) in scales.enumerated() {
      let alone = transform(Signal(noise.map { scale * $0 }, shape: shape)).samples
      let features = Array(together.samples[(index * alone.count)..<((index + 1) * alone.count)])
      #expect(features == alone)
      // Subnormal samples are rounded to multiples of the least one, and so are their features.
      let rounding = 4 * Sample.leastNonzeroMagnitude
      #expect(
        zip(features, plain).allSatisfy { abs($0 - scale * $1) <= rounding }, "unit \(scale)")
    }
    var spoilt = noise
    spoilt[7] = .nan
    #expect(transform(Signal(spoilt, shape: shape)).samples.contains { $0.isNaN })
  }

  /// With periodic signals a shift by the features' spacing shifts the features, to rounding.
  @Test func commutesWithShiftsOfTheSpacing() throws {
    let configuration = try ScatteringConfiguration(shape: [32, 48], scales: 3, padding: .periodic)
    let transform = ScatteringTransform<Double>(configuration, rigor: .estimate)
    let signal = Signal<Double>.noise(shape: [32, 48], seed: 1)
    let moved = rolled(signal.samples, rows: 32, columns: 48, by: (24, 40))
    let (features, shifted) = (transform(signal), transform(Signal(moved, shape: [32, 48])))
    for path in transform.paths.indices {
      let expected = rolled(features.samples(path: path), rows: 4, columns: 6, by: (3, 5))
      #expect(relativeDistance(shifted.samples(path: path), expected) < 1e-10)
    }
  }

  /// The image whose sample (y, x) is the other's (y + dy, x + dx), around the edges.
  func rolled(_ image: [Double], rows: Int, columns: Int, by shift: (dy: Int, dx: Int)) -> [Double] {
    image.indices.map { index in
      let row = (index / columns + shift.dy) % rows
      let column = (index % columns + shift.dx) % columns
      return image[row * columns + column]
    }
  }

  @Test func oversampledFeaturesContainTheOthers() throws {
    let coarse = try ScatteringConfiguration(shape: [40, 40], scales: 3, maximalOrder: 1)
    let fine = try ScatteringConfiguration(shape: [40, 40], scales: 3, maximalOrder: 1, oversampling: 2)
    let (few, many) = (ScatteringTransform<Double>(coarse), ScatteringTransform<Double>(fine))
    #expect(few.plan.outputShape == [5, 5] && many.plan.outputShape == [20, 20])
    #expect(
      many.plan.positions(axis: 0).enumerated().filter { $0.offset % 4 == 0 }.map(\.element)
        == few.plan.positions(axis: 0))
    let signal = Signal<Double>.noise(shape: [40, 40], seed: 4)
    let (features, dense) = (few(signal), many(signal))
    for path in few.paths.indices {
      let image = dense.samples(path: path)
      let picked: [Double] = (0..<25).map { index in image[index / 5 * 80 + index % 5 * 4] }
      // These are decimated once, at the end. Those of coarser wavelets are before the modulus too, and differ by what that aliases:
      // both are compared with their definitions in OracleTests.
      guard few.paths[path].steps.allSatisfy({ $0.scale == 0 }) else { continue }
      #expect(relativeDistance(picked, features.samples(path: path)) < 1e-12)
    }
  }

  /// Features are centred where `positions` says: those of an impulse are largest there.
  @Test(arguments: [32, 37, 45]) func positionsAreWhereFeaturesAreCentred(count: Int) throws {
    let shape = try Shape([count, 32])
    let transform = ScatteringTransform<Double>(try ScatteringConfiguration(shape: shape, scales: 3))
    for (index, position) in transform.plan.positions(axis: 0).enumerated()
    where (0..<count).contains(position) {
      var image = [Double](repeating: 0, count: shape.count)
      image[position * 32 + 16] = 1
      let column = transform(Signal(image, shape: shape)).samples(path: 0).enumerated().filter {
        $0.offset % 4 == 2
      }
      #expect(column.max { $0.element < $1.element }!.offset / 4 == index)
    }
  }

  /// Non-expansive: no pair of images is further apart in features than in pixels (feature energies counted 4^J times).
  @Test func nonexpansiveNeverExpands() throws {
    let configuration = try ScatteringConfiguration(
      shape: [16, 16], scales: 2, padding: .periodic, normalization: .nonexpansive)
    let transform = ScatteringTransform<Double>(configuration, rigor: .estimate)
    let signals = Signal<Double>.noise(batch: [400], shape: [16, 16], seed: 6)
    let features = transform(signals).samples
    for pair in stride(from: 0, to: 400, by: 2) {
      func distance(_ values: [Double], _ count: Int) -> Double {
        (0..<count).reduce(0) { $0 + pow(values[pair * count + $1] - values[(pair + 1) * count + $1], 2) }
      }
      #expect(16 * distance(features, transform.featureCount) <= distance(signals.samples, 256))
    }
  }
}
