import Scattering
import Stability
import Testing
import Theory

/// Layers side by side, by one assessment.
@Suite struct LayerStabilityTests {
  static let settings = AssessmentSettings(
    experiment: ExperimentSettings(
      kinds: [.translation, .elastic, .noise], amplitudes: [0.5], fieldCount: 2, bootstrapCount: 20),
    search: WorstCaseSettings(randomCount: 4, powerSteps: 3, ascentSteps: 4, randomStarts: 0),
    searchedImageCount: 2)

  /// The samples as a first layer, and scattering as a second: every row is ordered, on pixels the search and the certificate
  /// meet, and R of pixels is 1.
  @Test func rowsNameNetworkLayerAndDepth() throws {
    let spots = Spots(4, seed: 1)
    let transform = try Spots.transform(scales: 1)
    let constant = NetworkBounds(transform).constant
    let bounds = [
      LayerBound(network: "two", layer: "samples", depth: 0, norm: 1, product: 1, constant: 1),
      LayerBound(
        network: "two", layer: "features", depth: 1, norm: constant, product: constant,
        constant: constant),
    ]
    let network = StudiedNetwork(
      name: "two",
      layers: [
        LayerRepresentation(
          RawPixels(shape: Spots.shape), at: LayerPosition(network: "two", layer: "samples", depth: 0),
          lipschitzConstant: 1),
        LayerRepresentation(
          ScatteringRepresentation(transform),
          at: LayerPosition(network: "two", layer: "features", depth: 1), lipschitzConstant: constant),
      ], bounds: bounds)
    let configuration = try Spots.transform().configuration
    let found = try LayerStabilityStudy(
      configuration, networks: [network], settings: Self.settings, rigor: .estimate
    ).run(spots.images, inputs: spots.inputs, version: "test")
    #expect(found.bounds == bounds)
    #expect(found.report.checks.violations == [])
    let places = found.rows.filter { $0.kind == .elastic }.map { "\($0.network), \($0.layer), \($0.depth)" }
    #expect(
      places == [
        "scattering J=2, order 0, 0", "scattering J=2, order 1, 1", "scattering J=2, order 2, 2",
        "scattering J=2, all, 3", "raw pixels, all, 0", "two, samples, 0", "two, features, 1",
      ])
    #expect(Set(found.rows.map(\.kind)) == [.translation, .elastic])
    for row in found.rows where row.worstCase != nil || row.certificate != nil {
      #expect(row.isOrdered && row.randomMaximum <= row.worstCase ?? .infinity)
      #expect((row.worstCase ?? row.randomMaximum) <= row.certificate ?? .infinity)
    }
    for row in found.rows where row.layer == "samples" || row.network == "raw pixels" {
      let (worst, certificate) = (try #require(row.worstCase), try #require(row.certificate))
      #expect(worst <= certificate && certificate <= worst * (1 + 1e-9))
      #expect(abs(row.relativeStability.median - 1) < 1e-9)
    }
  }
}
