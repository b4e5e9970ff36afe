import Scattering
import Stability
import StabilitySupport
import Testing

/// Whole assessments: what is searched beside scattering, and what is said of it.
@Suite struct AssessmentTests {
  static let shape: Shape = [16, 16]

  /// - Parameters:
  ///   - transforms: J and L.
  ///   - scales: J of K(tau) where a representation has none.
  private func report(
    _ others: [AssessedRepresentation], transforms: [(Int, Int)] = [(2, 3)], scales: Int = 3, threads: Int = 2
  ) throws -> StabilityReport {
    let images = blobs(4, shape: Self.shape)
    let configurations = try transforms.map { scales, orientations in
      try ScatteringConfiguration(
        shape: Self.shape, scales: scales, orientations: orientations, normalization: .nonexpansive)
    }
    var settings = AssessmentSettings(
      experiment: ExperimentSettings(
        kinds: [.translation, .elastic, .noise], amplitudes: [0.5, 1], fieldCount: 2, bootstrapCount: 50),
      search: WorstCaseSettings(randomCount: 5, powerSteps: 4, ascentSteps: 5, randomStarts: 0),
      searchedImageCount: 2)
    (settings.experiment.seed, settings.experiment.scales) = (3, scales)
    return try StabilityAssessment(
      configurations, images: images,
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

  /// Fields that keep both bounds are some of those that keep one, and what a search finds is among them; of noise nothing is bounded.
  @Test func smoothFieldsAreBetweenWhatIsFoundAndAllFields() throws {
    for row in rows(try report([]), "scattering J=2") where row.part == "all" {
      guard row.kind.hasField else {
        #expect(row.smoothFieldBound == nil && row.displacementBound == nil)
        continue
      }
      let worst = try #require(row.worstCase)
      let (smooth, any) = (try #require(row.smoothFieldBound), try #require(row.displacementBound))
      #expect(worst <= smooth && smooth < any, "\(row)")
    }
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

  /// Each transform of several is assessed as it is alone, but for its name.
  @Test func severalTransformsAreAssessedAsEachAlone() throws {
    let transforms = [(1, 2), (1, 3), (2, 2), (2, 3)]
    let together = try report([], transforms: transforms)
    let names = transforms.map { "scattering J=\($0) L=\($1)" }
    #expect(together.representations.map(\.name) == names + ["raw pixels"])
    #expect(together.representations.map(\.isAssessed) == [true, true, true, true, nil])
    #expect(together.representations.map(\.scales) == [1, 1, 2, 2, nil])
    #expect(together.representations.map(\.orientations) == [2, 3, 2, 3, nil])
    #expect(together.banks.map(\.representation) == names)
    #expect(together.parameters.scales == [1, 2] && together.parameters.orientations == [2, 3])
    // 3 kinds, 2 amplitudes, 2 images, 4 transforms.
    #expect(together.checks.searchCount == 48 && together.checks.violations == [])
    for (transform, name) in zip(transforms, names) {
      let alone = try report([], transforms: [transform])
      let own = "scattering J=\(transform.0)"
      #expect(rows(together, name).map { $0.named(own) } == rows(alone, own))
      #expect(together.banks.first { $0.representation == name }?.upper == alone.banks[0].upper)
      let fits = [
        together.fits.filter { $0.representation == name }, alone.fits.filter { $0.representation == own },
      ]
      #expect(fits[0].map(\.constant) == fits[1].map(\.constant) && !fits[0].isEmpty)
    }
  }

  /// A translation has K = 2^-J sup|tau|, so C of raw pixels is 2^J times as large as with J = 0; that of scattering is of its own J. The
  /// factor 2 is a power of two, so that C is as many times as large to the last bit.
  @Test func constantsAreOfTheTransformsOwnScale() throws {
    func constants(_ report: StabilityReport, _ name: String) -> [Double] {
      report.fits.filter { $0.representation == name && $0.kind == .translation }.map(\.constant.median)
    }
    let (coarse, fine) = (try report([], scales: 3), try report([], scales: 2))
    for name in ["scattering J=1", "scattering J=2"] {
      #expect(constants(coarse, name) == constants(fine, name) && !constants(fine, name).isEmpty)
    }
    #expect(constants(coarse, "raw pixels") == constants(fine, "raw pixels").map { 2 * $0 })
    #expect(coarse.fits.filter { $0.representation == "scattering J=1" }.allSatisfy { $0.scales == 1 })
    for summary in coarse.deformations where summary.kind == .translation {
      let bounds = try #require(summary.mallatBounds)
      #expect(bounds.map(\.scales) == [1, 2, 3])
      #expect(bounds[0].bound == 4 * bounds[2].bound)
    }
  }

  /// The estimate is told once, before all else, and of everything that takes time.
  @Test func theRunIsEstimatedFirst() throws {
    let configuration = try ScatteringConfiguration(shape: Self.shape, scales: 2, orientations: 2)
    let network = RectifierNetwork(shape: Self.shape, seed: 5)
    let assessment = try StabilityAssessment(
      configuration, images: blobs(3, shape: Self.shape),
      inputs: (0..<3).map { StabilityInput(name: "image \($0)", sha256: "") }, others: [.searched(network)],
      settings: AssessmentSettings(
        experiment: ExperimentSettings(
          kinds: [.translation, .elastic], amplitudes: [1], fieldCount: 1, bootstrapCount: 10),
        search: WorstCaseSettings(
          randomCount: 2, powerSteps: 1, ascentSteps: 1, largestStarts: 1, randomStarts: 0),
        searchedImageCount: 1), rigor: .estimate)
    var events: [String] = []
    var estimates: [RunEstimate] = []
    let told = try assessment.run(
      version: "test",
      estimated: {
        estimates.append($0)
        events.append("estimate")
      },
      progress: { _ in events.append("progress") })
    let untold = try assessment.run(version: "test")
    #expect(events.first == "estimate" && estimates.count == 1)
    let estimate = try #require(estimates.first)
    #expect(Set(estimate.representations.keys) == Set(told.representations.map(\.name)))
    #expect(estimate.stages.allSatisfy { $0.seconds > 0 })
    #expect(told.rows == untold.rows && told.fits == untold.fits)
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

extension StabilityRow {
  /// The row under another name.
  fileprivate func named(_ name: String) -> StabilityRow {
    var row = self
    row.representation = name
    return row
  }
}
