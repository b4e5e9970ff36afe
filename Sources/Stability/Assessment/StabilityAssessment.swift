import Deformations
import Files
import Representations
import Scattering

/// Everything that a stability report states of some images: what random deformations do to scattering and to other
/// representations next to it, the worst case that a search finds, and the certificates that hold for it.
public struct StabilityAssessment: Sendable {
  /// The images that are measured, in ordinary units.
  var images: Signal<Double> { units.images }
  let units: ImageUnits
  let inputs: [StabilityInput]
  /// The inputs that are not measured, because no deformation changes them.
  public let leftOut: [LeftOutInput]
  let settings: AssessmentSettings
  /// The images whose worst case is searched.
  let searchedImages: [Int]
  /// Scattering at every averaging scale up to the configuration's, coarsest last; that one is searched and certified.
  let transforms: [ScatteringTransform<Double>]
  let others: [AssessedRepresentation]
  let parallel: Parallel

  /// - Parameters:
  ///   - configuration: The transform that is assessed; it also enters with every smaller J.
  ///   - images: `[image, space...]` of the configuration's shape; one is enough, and constant ones are left out.
  ///   - inputs: One an image.
  ///   - others: Representations other than scattering and the raw pixels, of which some are searched too.
  /// - Throws: `StabilityError`, `ScatteringError`.
  public init(
    _ configuration: ScatteringConfiguration, images: Signal<Double>, inputs: [StabilityInput],
    others: [AssessedRepresentation] = [], settings: AssessmentSettings, parallel: Parallel = Parallel(),
    rigor: Rigor = .measure, planner: Planner = .shared
  ) throws {
    try settings.experiment.check(shape: images.shape)
    let check = ImageCheck(images: images, names: inputs.map(\.name))
    try check.check()
    let constant = Set(check.constantImages)
    let varying = inputs.indices.filter { !constant.contains($0) }
    guard !varying.isEmpty else { throw StabilityError.constantImages(inputs.count) }
    leftOut = constant.sorted().map { LeftOutInput(name: inputs[$0].name, reason: .constant) }
    let units = ImageUnits(constant.isEmpty ? images : images.selecting(varying))
    self.units = units
    self.inputs = varying.enumerated().map { position, index in
      inputs[index].with(unitExponent: units.exponents[position])
    }
    searchedImages = Self.searchedImages(units.images, count: settings.searchedImageCount)
    var settings = settings
    // Those shown are searched, so that their worst cases can be shown with them.
    if !searchedImages.isEmpty { settings.experiment.pictures = Array(searchedImages.prefix(2)) }
    self.settings = settings
    (self.others, self.parallel) = (others, parallel)
    transforms = try (1...configuration.scales).map { scales in
      ScatteringTransform(
        try configuration.with(scales: scales), parallel: parallel, rigor: rigor, planner: planner)
    }
  }

  /// Measures, searches and certifies, and makes the report.
  /// - Parameters:
  ///   - version: Of the program, for the report.
  ///   - progress: Called on the caller's thread.
  ///   - checkCancellation: Called often; what it throws ends the run.
  public func run(
    version: String, progress: (StageProgress) -> Void = { _ in },
    checkCancellation: () throws -> Void = {}
  ) throws -> StabilityReport {
    var clock = StageClock()
    let certifier = Certifier(transforms.last!, parallel: parallel)
    let bounds = transforms.dropLast().map { NetworkBounds($0, parallel: parallel) } + [certifier.bounds]
    let scattering = zip(transforms, bounds).map { transform, bounds in
      ScatteringRepresentation(transform, lipschitzConstant: bounds.constant)
    }
    let representations: [any Representation] =
      scattering.map { $0 as any Representation } + [RawPixels(shape: images.shape)]
      + others.map(\.representation)
    let bank = bank(certifier)
    clock.end("filters and their bounds")
    let experiment = try Experiment(
      representations: representations, units: units, names: inputs.map(\.name),
      settings: settings.experiment, parallel: parallel)
    let measured = try experiment.run(progress: progress, checkCancellation: checkCancellation)
    clock.end("random deformations")
    let findings = try findings(
      scattering.last!, certifier, progress: progress, checkCancellation: checkCancellation)
    clock.end("worst cases and certificates")
    let families = try families(
      scattering.last!, certifier.bounds, findings, progress: progress, checkCancellation: checkCancellation)
    clock.end("bounds over families")
    let merger = FindingMerger(
      measured: measured, findings: findings, families: families, representations: representations,
      assessed: scattering.last!.name, gap: settings.families.gap)
    let rows = merger.rows()
    let waves = DilatedWaves(shape: images.shape)
    let responses = try representations.map { representation in
      try checkCancellation()
      return try waves.response(of: representation)
    }
    clock.end("dilated waves")
    return StabilityReport(
      version: version, parameters: parameters, inputs: inputs, leftOut: leftOut, bank: bank,
      representations: representations.map(\.summary), deformations: measured.deformations, rows: rows,
      fits: measured.fits, frequencyDilation: waves.rate, frequencyResponses: responses,
      pictures: measured.pictures
        + (try pictures(of: findings.filter { $0.representation == scattering.last!.name }, representations)),
      checks: merger.checks(rows), timings: clock.stages)
  }

  /// The worst cases of scattering and of the others that are searched.
  private func findings(
    _ scattering: ScatteringRepresentation, _ certifier: Certifier, progress: (StageProgress) -> Void,
    checkCancellation: () throws -> Void
  ) throws -> [WorstCaseFinding] {
    guard !searchedImages.isEmpty else { return [] }
    let search = AssessmentSearch(self)
    let own = (scattering as any DifferentiableRepresentation, search.bound(by: certifier))
    let pixels =
      settings.searchesPixels ? [AssessedRepresentation.searched(RawPixels(shape: images.shape))] : []
    return try search.run(
      [own] + (pixels + others).compactMap(\.searched).map { ($0, search.bound(of: $0)) }, progress: progress,
      checkCancellation: checkCancellation)
  }

  /// The bounds over families of scattering and of the raw pixels, of which every other Lipschitz map has its own.
  private func families(
    _ scattering: ScatteringRepresentation, _ bounds: NetworkBounds, _ findings: [WorstCaseFinding],
    progress: (StageProgress) -> Void, checkCancellation: () throws -> Void
  ) throws -> [FamilyFinding] {
    guard images.shape.rank == 2 else { return [] }
    let pixels = RawPixels(shape: images.shape)
    return try [
      FamilyCertifier(scattering, bounds: bounds, settings: settings.families, parallel: parallel),
      FamilyCertifier(pixels, settings: settings.families, parallel: parallel),
    ].flatMap { certifier in
      try AssessmentFamilies(self).run(
        certifier, findings: findings.filter { $0.representation == certifier.representation.name },
        progress: progress, checkCancellation: checkCancellation)
    }
  }

  private var parameters: StabilityParameters {
    let configuration = transforms.last!.configuration
    let experiment = settings.experiment
    return StabilityParameters(
      preset: settings.preset, seed: experiment.seed, shape: images.shape.dimensions,
      imageCount: images.batchCount, fieldCount: experiment.fieldCount,
      searchedImageCount: searchedImages.count, searchedImages: searchedImages,
      familyGap: settings.families.gap, amplitudes: experiment.amplitudes, kinds: experiment.kinds,
      scales: configuration.scales, orientations: configuration.orientations,
      maximalOrder: configuration.maximalOrder, padding: configuration.padding.rawValue,
      normalization: configuration.normalization.rawValue, elasticCutoff: experiment.elasticCutoff,
      roughExponent: experiment.roughExponent, fieldsVersion: DeformationGenerator.version,
      bootstrapCount: experiment.bootstrapCount)
  }

  private func bank(_ certifier: Certifier) -> StabilityBank {
    let transform = transforms.last!
    let plain = transform.bank.frameBounds()
    let decimated = transform.bank.frameBoundsWithDecimation(
      oversampling: transform.configuration.oversampling, parallel: parallel)
    let energies = certifier.layerEnergies(of: images)
    let orders = energies[0].shares.indices.map { order in
      energies.reduce(0) { $0 + $1.shares[order] } / Double(energies.count)
    }
    return StabilityBank(
      lower: plain.lower, upper: plain.upper, upperWithDecimation: decimated.upper,
      linearProgram: certifier.bounds.linearProgram, product: certifier.bounds.product,
      naive: certifier.bounds.naive, energyByOrder: orders,
      energyLost: energies.reduce(0) { $0 + $1.lostShare } / Double(energies.count))
  }
}

extension StabilityAssessment {
  private static func searchedImages(_ images: Signal<Double>, count: Int) -> [Int] {
    let count = min(count, images.batchCount)
    let order = zip(images.roughness, 0...).sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.1)
    return (0..<count).map { order[(2 * $0 + 1) * images.batchCount / (2 * count)] }.sorted()
  }
}

extension Signal<Double> {
  /// |grad x| / |x| of each signal, by differences of neighbours.
  fileprivate var roughness: [Double] {
    zip(norms(), 0...).map { norm, index in
      let samples = samples(of: index)
      var stride = 1
      var sum = 0.0
      for count in shape.dimensions.reversed() {
        for offset in 0..<shape.count where offset / stride % count + 1 < count {
          let difference = samples[offset + stride] - samples[offset]
          sum += difference * difference
        }
        stride *= count
      }
      return sum.squareRoot() / norm
    }
  }
}

extension Representation {
  var summary: RepresentationSummary {
    RepresentationSummary(
      name: name, role: role, dimension: dimension, parts: parts.map(\.name),
      lipschitzConstant: lipschitzConstant)
  }
}
