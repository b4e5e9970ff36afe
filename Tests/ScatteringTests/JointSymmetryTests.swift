import Numerics
import Scattering
import TestSupport
import Testing

/// What joint scattering must do to signals that are turned around in time, and to tones that rise or fall.
@Suite struct JointSymmetryTests {
  let transform = ScatteringTransform<Double>(
    try! ScatteringConfiguration(
      shape: [1024],
      wavelets: .joint(quality: [6], logFrequency: LogFrequencyWavelets(scales: 3)), scales: 6,
      padding: .periodic),
    rigor: .estimate)

  /// Of a periodic signal x(-t) features stand at -t, those of a spin where those of the other stood: the moduli of wavelets turn, complex
  /// signals behind the second wavelet turn and are conjugated, and conjugation turns frequencies along log-frequency. Rounding alone
  /// tells them apart, and filters' values that are left out, each 2e-15 of its peak.
  @Test func turningTimeSwapsSpins() {
    let signal = Signal<Double>.noise(batch: [1], shape: [1024], seed: 3)
    let samples = signal.samples
    let turned = Signal((0..<1024).map { samples[(1024 - $0) % 1024] }, batch: [1], shape: [1024])
    let (features, mirrored) = (transform(signal), transform(turned))
    let count = features.shape.count
    for (index, path) in features.paths.enumerated() {
      let other = features.paths.firstIndex { key($0) == key(path, isTurned: true) }!
      let found = mirrored.samples(path: other)
      let expected = (0..<count).map { features.samples(path: index)[(count - $0) % count] }
      #expect(relativeDistance(found, expected) < 1e-10, "\(path)")
    }
  }

  /// All but the index along log-frequency, which differs between spins, by frequency in place of it.
  private func key(_ path: ScatteringPath, isTurned: Bool = false) -> [Double] {
    let sign: Double = isTurned && path.order == 2 ? -1 : 1
    return path.steps.map { Double($0.index!) }
      + [
        path.acrossPaths.map { sign * $0.frequency } ?? 9, Double(path.position?.index ?? -1),
        Double(path.order),
      ]
  }

  /// A tone that rises two octaves moves towards smaller n: most energy of order 2 is of the spin +1, of a falling tone of the spin -1.
  @Test func chirpsHaveSpins() {
    let rising = (0..<1024).map { index in
      let time = Double(index) / 1024
      return Double.cos(2 * .pi * 1024 * 0.05 * (Double.exp(2 * .log(2) * time) - 1) / (2 * .log(2)))
    }
    let (up, down) = (spinEnergies(rising), spinEnergies(rising.reversed()))
    #expect(up.plus > 3 * up.minus)
    #expect(down.minus > 3 * down.plus)
  }

  private func spinEnergies(_ samples: [Double]) -> (plus: Double, minus: Double) {
    let features = transform(Signal(samples, batch: [1], shape: [1024]))
    func energy(_ spin: Int) -> Double {
      features.paths.indices.filter {
        features.paths[$0].order == 2 && features.paths[$0].acrossPaths?.spin == spin
      }
      .flatMap { features.samples(path: $0) }.reduce(0) { $0 + $1 * $1 }
    }
    return (energy(1), energy(-1))
  }
}
