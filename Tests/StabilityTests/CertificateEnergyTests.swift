import Foundation
import Scattering
import Stability
import StabilitySupport
import TestSupport
import Testing

/// Energies by order.
@Suite struct CertificateEnergyTests {
  static func configuration(_ normalization: Normalization) throws -> ScatteringConfiguration {
    try ScatteringConfiguration(
      shape: [16, 24], scales: 3, orientations: 4, padding: .periodic, oversampling: 3,
      normalization: normalization)
  }

  /// Without decimation, padding and cropping the features' energies are those of the transform.
  @Test(arguments: Normalization.allCases)
  func featureEnergiesAreThoseOfTheTransform(_ normalization: Normalization) throws {
    let configuration = try Self.configuration(normalization)
    let transform = Certificates.transform(configuration)
    let images = Signal<Double>.noise(batch: [3], shape: configuration.shape, seed: 2)
    let energies = Certifier(transform).layerEnergies(of: images)
    let features = transform(images)
    for image in 0..<3 {
      var found = [0.0, 0, 0]
      for (path, name) in transform.paths.enumerated() {
        found[name.order] += features.samples(ofSignal: image, path: path).reduce(0) { $0 + $1 * $1 }
      }
      #expect(relativeDistance(energies[image].features, found) < 1e-12)
    }
  }

  /// Every frequency's energy is kept as often as the Littlewood-Paley sum says: the balance of the first layer, exact;
  /// and energy kept and lost make up the whole at every order.
  @Test(arguments: Normalization.allCases) func energiesBalance(_ normalization: Normalization) throws {
    let configuration = try Self.configuration(normalization)
    let transform = Certificates.transform(configuration)
    let image = Signal<Double>.noise(shape: configuration.shape, seed: 3)
    let energies = Certifier(transform).layerEnergies(of: image)[0]
    let spectrum = naiveTransform(image.samples.map { Complex($0) }, shape: configuration.shape, sign: -1)
    let passed = zip(spectrum, transform.bank.littlewoodPaleySum()).reduce(0) { sum, pair in
      sum + (pair.0.real * pair.0.real + pair.0.imaginary * pair.0.imaginary) * pair.1
    }
    #expect(
      abs(energies.features[0] + energies.moduli[1] - passed / Double(spectrum.count))
        < 1e-12 * energies.signal)
    let total = energies.features.reduce(0, +) + energies.residuals.reduce(0, +)
    #expect(abs(total - energies.signal) < 1e-12 * energies.signal)
    #expect(abs(energies.shares.reduce(0, +) + energies.lostShare - 1) < 1e-15)
    if normalization == .nonexpansive {
      for order in energies.residuals { #expect(order > -1e-12 * energies.signal) }
    }
  }

  /// On a signal made so that the bank is tight for it, each frequency divided by the root of the Littlewood-Paley sum,
  /// the first layer keeps exactly the original's energy, which is 1.
  @Test func tightFramesKeepAllEnergy() throws {
    let configuration = try Self.configuration(.kymatio)
    let transform = Certificates.transform(configuration)
    let noise = Signal<Double>.noise(shape: configuration.shape, seed: 4).samples
    let original = noise.map { $0 / norm(noise) }
    let spectrum = naiveTransform(original.map { Complex($0) }, shape: configuration.shape, sign: -1)
    let tightened = zip(spectrum, transform.bank.littlewoodPaleySum()).map { $0 / Complex($1.squareRoot()) }
    let image = naiveTransform(tightened, shape: configuration.shape, sign: 1).map {
      $0.real / Double(noise.count)
    }
    let energies = Certifier(transform).layerEnergies(of: Signal(image, shape: configuration.shape))[0]
    #expect(abs(energies.features[0] + energies.moduli[1] - 1) < 1e-12)
  }

  /// Padding's images are counted, and a constant image keeps everything at order 0.
  @Test func constantImagesAreAllAverage() throws {
    let configuration = try ScatteringConfiguration(shape: [16, 16], scales: 2, orientations: 2)
    let image = Signal([Double](repeating: 0.5, count: 256), shape: [16, 16])
    let energies = Certifier(Certificates.transform(configuration)).layerEnergies(of: image)[0]
    #expect(abs(energies.shares[0] - pow(Double.pi / 3.1415, 2)) < 1e-12)
    #expect(energies.moduli[1] < 1e-20 * energies.signal)
    #expect(abs(energies.signal - 0.25 * 24 * 24) < 1e-9)
  }
}
