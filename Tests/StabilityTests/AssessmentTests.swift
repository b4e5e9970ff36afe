import Scattering
import Stability
import StabilitySupport
import Testing

/// Whole assessments: what is searched beside scattering, and what is said of it.
@Suite struct AssessmentTests {
  static let shape: Shape = [16, 16]

  private func report(_ others: [AssessedRepresentation], threads: Int = 2) throws -> StabilityReport {
    let images = blobs(4, shape: Self.shape)
    let configuration = try ScatteringConfiguration(
      shape: Self.shape, scales: 2, orientations: 3, normalization: .nonexpansive)
    var settings = AssessmentSettings(
      experiment: ExperimentSettings(
        kinds: [.translation, .elastic, .noise], amplitudes: [0.5, 1], fieldCount: 2, bootstrapCount: 50),
      search: WorstCaseSettings(randomCount: 5, powerSteps: 4, ascentSteps: 5, randomStarts: 0),
      searchedImageCount: 2)
    settings.experiment.seed = 3
    return try StabilityAssessment(
      configuration, images: images,
      inputs: (0..<4).map { StabilityInput(name: "image \($0)", sha256: "") }, others: others,
      settings: settings, parallel: Parallel(threads: threads), rigor: .estimate
    ).run(version: "test")
  }

  private func rows(_ report: StabilityReport, _ name: String) -> [StabilityRow] {
    report.rows.filter { $0.representation == name }
  }

  /// All rows of the searched network hold random maximum <= worst case <= certificate, image by image, and the search finds
  /// more than random fields did; the ones measured only have no worst case.
  @Test func aNetworkIsSearchedThroughItsDerivative() throws {
    let network = RectifierNetwork(shape: Self.shape, seed: 5)
    let report = try report([.measured(FourierModulus(shape: Self.shape)), .searched(network)])
    let found = rows(report, network.name)
    #expect(found.count == 6)
    for row in found {
      let (worst, certificate) = (try #require(row.worstCase), try #require(row.certificate))
      #expect(row.isOrdered && row.randomMaximum <= worst && worst <= certificate, "\(row)")
    }
    #expect(rows(report, "Fourier modulus").allSatisfy { $0.worstCase == nil })
    #expect(report.checks.violations == [])
    // 3 kinds, 2 amplitudes, 2 images, 2 representations.
    #expect(report.checks.searchCount == 24 && report.checks.searchesAboveRandom > 12)
  }

  /// With a hundredth of the true constant the certificates fall below what was found, and the checks say so; without one there is
  /// none, and nothing is out of order.
  @Test func aWrongConstantIsFound() throws {
    let network = RectifierNetwork(shape: Self.shape, seed: 5)
    let wrong = Constant(of: network, lipschitzConstant: network.lipschitzConstant! / 100)
    let report = try report([.searched(wrong)])
    #expect(report.checks.violations.count == 6)
    #expect(report.checks.violations.allSatisfy { $0.hasPrefix("rectified, all, ") })
    let unknown = try self.report([.searched(Constant(of: network, lipschitzConstant: nil))])
    #expect(unknown.checks.violations == [])
    #expect(rows(unknown, "rectified").allSatisfy { $0.certificate == nil && $0.worstCase != nil })
  }

  /// A constant above the product of norms is no better bound but a wrong one, and every run says so.
  @Test func aConstantAboveTheProductIsFound() throws {
    let network = RectifierNetwork(shape: Self.shape, seed: 5)
    let constant = try #require(network.lipschitzConstant)
    for (product, count) in [(1.5, 0), (0.5, 1)] {
      let stated = LayerRepresentation(
        network, at: LayerPosition(network: "small", layer: "rectified", depth: 0),
        lipschitzConstant: constant, productConstant: product * constant)
      let report = try report([.measured(stated)])
      #expect(report.checks.violations.count == count)
      #expect(report.checks.violations.allSatisfy { $0.hasPrefix("small: rectified: Lipschitz constant") })
      #expect(report.representations.last?.productConstant == product * constant)
      // Every scattering states both, in order.
      #expect(
        report.representations.filter { $0.role == .scattering }.allSatisfy {
          $0.lipschitzConstant! <= $0.productConstant!
        })
    }
  }

  /// What is said of scattering, pixels and the rest does not depend on what is searched beside them.
  @Test func nothingElseChanges() throws {
    let network = RectifierNetwork(shape: Self.shape, seed: 5)
    let (alone, beside) = (try report([]), try report([.searched(network)], threads: 1))
    #expect(beside.rows.filter { $0.representation != network.name } == alone.rows)
    #expect(beside.checks.tightnessRatio == alone.checks.tightnessRatio)
    #expect(beside.fits.filter { $0.representation != network.name } == alone.fits)
    #expect(alone.representations.map(\.role) == [.scattering, .scattering, .pixels])
    #expect(
      beside.representations.last?.role.position
        == LayerPosition(network: "small", layer: "rectified", depth: 0))
  }
}

/// A network of which another constant is stated.
private struct Constant: DifferentiableRepresentation {
  let network: RectifierNetwork
  let lipschitzConstant: Double?

  init(of network: RectifierNetwork, lipschitzConstant: Double?) {
    (self.network, self.lipschitzConstant) = (network, lipschitzConstant)
  }

  var name: String { network.name }
  var shape: Shape { network.shape }
  var dimension: Int { network.dimension }
  var parts: [RepresentationPart] { [] }
  func vectors(of signals: Signal<Double>) -> [Double] { network.vectors(of: signals) }
  func pushforward(at signals: Signal<Double>, along tangents: Signal<Double>) -> [Double] {
    network.pushforward(at: signals, along: tangents)
  }
  func pullback(at signals: Signal<Double>, of cotangents: [Double]) -> Signal<Double> {
    network.pullback(at: signals, of: cotangents)
  }
}
