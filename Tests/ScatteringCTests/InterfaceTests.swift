import CInterface
import CScattering
import Foundation
import Scattering
import ScatteringC
import TestSupport
import Testing

/// The C interface, from C and beside the library.
@Suite struct InterfaceTests {
  @Test func errorsAreTold() { #expect(text(cinterface_errors()) == nil) }

  @Test func deformationsAreWhatTheySay() { #expect(text(cinterface_deformations()) == nil) }

  @Test func derivativesAreAdjoint() { #expect(text(cinterface_derivatives()) == nil) }

  @Test func threadsShareATransform() { #expect(text(cinterface_threads()) == nil) }

  @Test func theVersionIsThePackages() {
    #expect(String(cString: scattering_version()) == ScatteringPackage.version)
  }

  private func text(_ failure: UnsafePointer<CChar>?) -> String? { failure.map { String(cString: $0) } }

  static let configurations: [ScatteringConfiguration] = [
    try! ScatteringConfiguration(shape: [20, 33], scales: 2, orientations: 4, padding: .periodic),
    try! ScatteringConfiguration(
      shape: [150], wavelets: .morlet1D(quality: [4, 1]), scales: 4, readout: .samples),
    try! ScatteringConfiguration(
      shape: [256], wavelets: .joint(quality: [4], logFrequency: LogFrequencyWavelets(scales: 2)), scales: 4),
    try! ScatteringConfiguration(
      shape: [16, 12, 16], wavelets: .solidHarmonic(maximalDegree: 2), scales: 1, padding: .periodic,
      readout: .integrals(powers: [0.5, 1, 2])),
  ]

  /// Features are the library's to the last bit, and the description names every path where it stands.
  @Test(arguments: configurations) func featuresAreTheLibrarys(configuration: ScatteringConfiguration) throws
  {
    let encoded = String(decoding: try JSONEncoder().encode(configuration), as: UTF8.self)
    var error: UnsafeMutablePointer<CChar>?
    let number = scattering_create(
      #"{"configuration": \#(encoded), "rigor": "estimate", "threads": 2}"#, &error)
    try #require(number > 0, "\(error.map { String(cString: $0) } ?? "")")
    defer { scattering_destroy(number, nil) }

    let transform = ScatteringTransform<Float>(
      configuration, parallel: Parallel(threads: 1), rigor: .estimate)
    let signals = Signal<Float>.noise(batch: [3], shape: configuration.shape, seed: 1)
    var features = [Float](repeating: 0, count: 3 * transform.featureCount)
    let status = signals.withUnsafeSamples {
      scattering_execute(number, $0.baseAddress, 3, &features, nil)
    }
    #expect(status == 0)
    #expect(features == transform(signals).samples)

    let made = try #require(scattering_describe(number, nil))
    defer { scattering_free(made) }
    let description = try JSONDecoder().decode(Description.self, from: Data(String(cString: made).utf8))
    #expect(description.configuration == configuration)
    #expect(description.signalCount == configuration.shape.count)
    #expect(description.featureCount == transform.featureCount)
    #expect(description.weight == transform.plan.distanceWeight)
    for (padding, axis) in zip(description.padding, transform.plan.axes) {
      #expect(padding.count == 2 && padding[0] == axis.margin && padding.reduce(axis.count, +) == axis.padded)
    }
    #expect(description.precision == "float" && description.threads == 2)
    #expect(description.paths.map(\.name) == transform.paths.map(\.description))
    #expect(description.paths.map(\.order) == transform.paths.map(\.order))
    #expect(description.paths.map(\.offset) == transform.plan.layout.entries.map(\.offset))
    #expect(description.paths.map(\.shape) == transform.plan.layout.entries.map(\.shape))
  }

  /// What callers read of a description.
  private struct Description: Decodable {
    struct Path: Decodable {
      let name: String
      let order, offset: Int
      let shape: Shape
    }

    let configuration: ScatteringConfiguration
    let precision: String
    let threads, signalCount, featureCount: Int
    let weight: Double
    let padding: [[Int]]
    let paths: [Path]
  }
}
