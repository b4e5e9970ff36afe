import Deformations
import Numerical
import Representations
import Scattering
import StabilitySupport
import TestSupport
import Testing

@testable import Stability

/// The same assessment of time series and volumes as of images: random, worst case, certificate, bounds over families.
@Suite struct LineAndVolumeTests {
  private static let line = try! ScatteringConfiguration(
    shape: [300], wavelets: .morlet1D(quality: [3]), scales: 4)
  private static let volume = try! ScatteringConfiguration(
    shape: [8, 9, 10], wavelets: .morlet3D(directions: 4), scales: 1)

  private func report(_ configuration: ScatteringConfiguration, kinds: [DeformationKind]? = nil) throws
    -> StabilityReport
  {
    let shape = configuration.shape
    let images = blobs(3, shape: shape)
    var settings = AssessmentSettings(
      experiment: ExperimentSettings(
        kinds: kinds ?? ExperimentSettings.kinds(rank: shape.rank), amplitudes: [0.5, 1.5], fieldCount: 2,
        bootstrapCount: 20),
      search: WorstCaseSettings(randomCount: 4, powerSteps: 3, ascentSteps: 3, randomStarts: 0),
      searchedImageCount: 2)
    settings.families.gap = 0.25
    return try StabilityAssessment(
      configuration, images: images,
      inputs: (0..<3).map { StabilityInput(name: "signal \($0)", sha256: "") },
      others: [.measured(FourierModulus(shape: shape))], settings: settings, rigor: .estimate
    ).run(version: "test")
  }

  @Test(arguments: [line, volume]) func everyRowIsInOrder(_ configuration: ScatteringConfiguration) throws {
    let report = try report(configuration)
    #expect(report.checks.violations == [])
    #expect(report.rows.allSatisfy { $0.isOrdered })
    let searched = report.rows.filter { $0.worstCase != nil && $0.part == "all" }
    let kinds = ExperimentSettings.kinds(rank: configuration.shape.rank)
    #expect(Set(searched.map(\.kind)) == Set(kinds))
    for row in searched {
      let (worst, certificate) = (try #require(row.worstCase), try #require(row.certificate))
      #expect(row.randomMaximum <= worst && worst <= certificate, "\(row)")
      guard row.kind.hasField else { continue }
      #expect(worst <= (try #require(row.familyBound)), "\(row)")
    }
    // A certificate that is far above what it bounds would hold too, and say nothing: by how much it may be here is measured.
    let ratios = searched.filter(\.kind.hasField).map { $0.certificate! / $0.worstCase! }
    #expect(ratios.median() < 4)
    #expect(report.pictures.count == 2 * (1 + 2 * kinds.count))
    let axes = configuration.shape.dimensions.suffix(2)
    #expect(report.pictures.allSatisfy { $0.samples.count == axes.reduce(1, *) })
    // Names and figures of the samples are those of the rank.
    #expect(
      report.representations.contains {
        $0.name == (configuration.shape.rank == 1 ? "raw samples" : "raw voxels")
      })
  }

  /// Every member of a family of a line, sampled finely, lies below the bound, and the largest within the gap of it.
  @Test func familiesOfLinesAreEnclosed() throws {
    let transform = ScatteringTransform<Double>(Self.line, rigor: .estimate)
    let bounds = NetworkBounds(transform)
    let scattering = ScatteringRepresentation(transform, lipschitzConstant: bounds.constant)
    let image = blobs(1, shape: Self.line.shape)
    let (norm, original) = (image.norms()[0], scattering.vectors(of: image))
    let warp = SplineWarp.reference(boundary: .reflect).prepare(image)
    let certifier = FamilyCertifier(scattering, bounds: bounds, settings: FamilySettings(gap: 0.1))
    for kind in [DeformationKind.translation, .dilation] {
      let domain = try #require(DeformationDomain(kind, amplitude: 2, shape: Self.line.shape))
      let found = try certifier.bounds(of: image, over: [domain])[0]
      let largest = stride(from: -1.0, through: 1, by: 0.02).map { share -> Double in
        let member: AffineDeformation =
          kind == .translation
          ? .translation(by: [2 * share], shape: [300]) : .dilation(rate: 2 * share / 149.5, shape: [300])
        return distance(scattering.vectors(of: warp.apply(member.field()))[...], original[...]) / norm
      }.max()!
      // A hundredth of the range may lie between two of the members tried.
      #expect(largest <= found.bound && largest >= 0.98 * found.found && found.gap <= 0.1 + 1e-9)
    }
    let fields = certifier.bounds(
      of: image, over: [.elastic(displacement: 2, cutoff: 5, shape: [300]), FieldFamily(displacement: 2)])
    var generator = SeededGenerator(seed: 8)
    let elastic = DeformationGenerator(.elastic, amplitude: 2, shape: [300])
    for _ in 0..<20 {
      let moved = warp.apply(elastic.field(using: &generator))
      let reached = distance(scattering.vectors(of: moved)[...], original[...]) / norm
      #expect(reached <= fields[0] && fields[0] <= fields[1])
    }
  }

  /// Rotations of space: their matrices are orthogonal, their derivatives those of differences, and a matrix gives its vector back.
  @Test(arguments: [[0.3, -0.2, 0.5], [1e-5, 2e-5, -1e-5], [2.0, 1, 1.5], [0, 0, 0.004], [0, 0, 0.0]])
  func rotationsOfSpace(_ vector: [Double]) {
    let rotation = RotationVector(vector)
    let inverse = rotation.displacement.enumerated().map { row, values in
      values.enumerated().map { (row == $0 ? 1 : 0) - $1 }
    }
    for row in 0..<3 {
      for other in 0..<3 {
        let product = (0..<3).reduce(0) { $0 + inverse[row][$1] * inverse[other][$1] }
        #expect(abs(product - (row == other ? 1 : 0)) < 1e-14)
      }
      // The axis stays where it is.
      #expect(abs((0..<3).reduce(0) { $0 + rotation.displacement[row][$1] * vector[$1] }) < 1e-14)
    }
    let back = RotationVector(displacement: rotation.displacement).components
    #expect(zip(back, vector).allSatisfy { abs($0 - $1) < 1e-12 })
    for (index, derivative) in rotation.displacementDerivatives.enumerated() {
      let step = 1e-5
      let ends = [step, -step].map { change in
        var moved = vector
        moved[index] += change
        return RotationVector(moved).displacement
      }
      for row in 0..<3 {
        for column in 0..<3 {
          let slope = (ends[0][row][column] - ends[1][row][column]) / (2 * step)
          // Central differences err by the square of the step and by rounding over it: 1e-10 and 1e-11.
          #expect(abs(slope - derivative[row][column]) < 1e-9)
        }
      }
    }
  }

  @Test func whatLinesAndVolumesDoNotHaveIsRefused() {
    #expect(throws: StabilityError.undefinedKind(.rotation, [300])) {
      try report(Self.line, kinds: [.rotation])
    }
    #expect(throws: StabilityError.unsearchedKind(.shear, [8, 9, 10])) {
      try report(Self.volume, kinds: [.shear])
    }
    let long = ExperimentSettings(kinds: [.rough])
    #expect(throws: StabilityError.self) { try long.check(shape: [5000]) }
  }
}
