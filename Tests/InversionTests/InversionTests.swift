import Files
import Inversion
import Numerics
import TestSupport
import Testing

/// Signals are found whose features are those of others.
@Suite struct InversionTests {
  /// From noise, of a texture of 64 x 64 pixels: the requirement is a relative error of 1e-2.
  @Test func featuresOfATextureAreReached() throws {
    let inputs = try InputSet(
      paths: ["\(repository)/Data/Samples/leaves.png"], options: InputOptions(resize: [64, 64]))
    let texture = try inputs.read(0..<1, as: Double.self)
    let result = try invert(texture, ScatteringConfiguration(shape: [64, 64], scales: 3), iterations: 300)
    #expect(result.relativeError < 1e-2)
    #expect(result.end == .tolerance || result.end == .iterations)
    // The average alone leaves a tenth of the norm; order 2 pins the texture down to its details.
    #expect(relativeDistance(result.signal.samples, texture.samples) < 0.5)
  }

  /// One second of a rising tone over a steady one that comes and goes, 4,000 samples.
  @Test func featuresOfASoundAreReached() throws {
    let samples = (0..<4000).map { index in
      let time = Double(index) / 4000
      let gate = Double.sin(2 * .pi * 3 * time) > 0 ? 0.5 : 0
      return Double.sin(2 * .pi * (200 * time + 300 * time * time)) + gate * .sin(2 * .pi * 900 * time)
    }
    let sound = Signal(samples, batch: [1], shape: [4000])
    let configuration = try ScatteringConfiguration(
      shape: [4000], wavelets: .morlet1D(quality: [8]), scales: 3)
    #expect(try invert(sound, configuration, iterations: 1500, tolerance: 9e-3).relativeError < 1e-2)
  }

  /// The start itself has the features: nothing is to be done, and what was given comes back.
  @Test func aSignalWithTheFeaturesIsKept() throws {
    let signal = Signal<Double>.noise(batch: [1], shape: [16, 16], seed: 3)
    let transform = ScatteringTransform<Double>(
      try ScatteringConfiguration(shape: [16, 16], scales: 2), rigor: .estimate)
    let inversion = FeatureInversion(transform, features: transform(signal).samples)
    let result = inversion.search(from: signal)
    #expect(result.relativeError < 1e-12)
    #expect(relativeDistance(result.signal.samples, signal.samples) < 1e-12)
  }

  @Test func progressIsToldAndMayStop() throws {
    let signal = Signal<Double>.noise(batch: [1], shape: [16, 16], seed: 5)
    let transform = ScatteringTransform<Double>(
      try ScatteringConfiguration(shape: [16, 16], scales: 2), rigor: .estimate)
    var told: [(Int, Double)] = []
    let result = FeatureInversion(transform, features: transform(signal).samples)
      .search(from: .noise(batch: [1], shape: [16, 16], seed: 6)) { iteration, error in
        told.append((iteration, error))
        return iteration < 4
      }
    #expect(result.end == .stopped && result.iterations == 4)
    #expect(told.map(\.0) == [1, 2, 3, 4])
    #expect(zip(told, told.dropFirst()).allSatisfy { $0.1 > $1.1 })
  }

  private func invert(
    _ signal: Signal<Double>, _ configuration: ScatteringConfiguration, iterations: Int,
    tolerance: Double = 3e-3
  ) throws -> FeatureInversion.Result {
    let transform = ScatteringTransform<Double>(configuration, rigor: .estimate)
    let inversion = FeatureInversion(transform, features: transform(signal).samples)
    let start = Signal<Double>.noise(batch: [1], shape: configuration.shape, seed: 1)
    return inversion.search(
      from: start, settings: FeatureInversion.Settings(iterations: iterations, tolerance: tolerance))
  }
}
