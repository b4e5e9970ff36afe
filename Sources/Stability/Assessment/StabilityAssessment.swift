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
  /// The scattering transforms that are measured, those that are also searched and certified last.
  let transforms: [ScatteringTransform<Double>]
  /// How many of the transforms are searched and certified.
  let assessedCount: Int
  let others: [AssessedRepresentation]
  let parallel: Parallel

  /// - Parameters:
  ///   - configurations: The transforms that are assessed, one at least, no two of one J and L. One alone also enters with every
  ///     smaller J.
  ///   - images: `[image, space...]` of the configurations' shape; `[image, channel, space...]` where the settings have channels, which
  ///     others must take. One is enough, and constant ones are left out.
  ///   - inputs: One an image.
  ///   - others: Representations other than scattering and the raw pixels, of which some are searched too.
  /// - Throws: `StabilityError`, `ScatteringError`.
  public init(
    _ configurations: [ScatteringConfiguration], images: Signal<Double>, inputs: [StabilityInput],
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
    var settings = settings
    settings.search.hasChannels = settings.experiment.hasChannels
    searchedImages = Self.searchedImages(
      units.images, space: settings.experiment.space(of: images.shape), count: settings.searchedImageCount)
    // Those shown are searched, so that their worst cases can be shown with them.
    if !searchedImages.isEmpty { settings.experiment.pictures = Array(searchedImages.prefix(2)) }
    self.settings = settings
    (self.others, self.parallel) = (others, parallel)
    guard let first = configurations.first else { throw StabilityError.none("scattering transform") }
    let smaller =
      configurations.count > 1 ? [] : try (1..<first.scales).map { try first.with(scales: $0) }
    assessedCount = configurations.count
    transforms = (smaller + configurations).map {
      ScatteringTransform($0, parallel: parallel, rigor: rigor, planner: planner)
    }
  }

  /// An assessment of one transform, which also enters with every smaller J.
  /// - Throws: `StabilityError`, `ScatteringError`.
  public init(
    _ configuration: ScatteringConfiguration, images: Signal<Double>, inputs: [StabilityInput],
    others: [AssessedRepresentation] = [], settings: AssessmentSettings, parallel: Parallel = Parallel(),
    rigor: Rigor = .measure, planner: Planner = .shared
  ) throws {
    try self.init(
      [configuration], images: images, inputs: inputs, others: others, settings: settings, parallel: parallel,
      rigor: rigor, planner: planner)
  }

  /// Measures, searches and certifies, and makes the report.
  /// - Parameters:
  ///   - version: Of the program, for the report.
  ///   - estimated: Called once before the deformations; where it is nil nothing is timed.
  ///   - progress: Called on the caller's thread.
  ///   - checkCancellation: Called often; what it throws ends the run.
  public func run(
    version: String, estimated: ((RunEstimate) -> Void)? = nil,
    progress: (StageProgress) -> Void = { _ in }, checkCancellation: () throws -> Void = {}
  ) throws -> StabilityReport {
    var clock = StageClock()
    let subjects = subjects()
    clock.end("filters and their bounds")
    let (searches, certifiers) = (searches(subjects.assessed), familyCertifiers(subjects.assessed))
    if let estimated {
      let estimator = AssessmentEstimator(
        self, subjects.representations, searched: searches, families: certifiers)
      estimated(try estimator.estimate())
      clock.end("estimate")
    }
    let experiment = try Experiment(
      representations: subjects.representations, units: units, names: inputs.map(\.name),
      settings: settings.experiment, parallel: parallel)
    let measured = try experiment.run(progress: progress, checkCancellation: checkCancellation)
    clock.end("random deformations")
    let findings = try AssessmentSearch(self).run(
      searches, progress: progress, checkCancellation: checkCancellation)
    clock.end("worst cases and certificates")
    let families = try AssessmentFamilies(self).run(
      certifiers, findings: findings, progress: progress, checkCancellation: checkCancellation)
    clock.end(StabilityReport.familyStage)
    let waves = try dilatedWaves(subjects.representations, checkCancellation)
    clock.end("dilated waves")
    let merger = FindingMerger(
      measured: measured, findings: findings, families: families, representations: subjects.representations,
      assessed: Set(subjects.assessed.map(\.scattering.name)), gap: settings.families.gap)
    return try report(version, subjects, merger, waves, clock.stages)
  }

  /// What is looked at, with what is proven of it whatever the image.
  private struct Subjects {
    let representations: [any Representation]
    let assessed: [AssessedTransform]
    let banks: [StabilityBank]
  }

  /// A transform that is searched and certified.
  typealias AssessedTransform = (scattering: ScatteringRepresentation, certifier: Certifier)

  private func subjects() -> Subjects {
    let certifiers = transforms.suffix(assessedCount).map { Certifier($0, parallel: parallel) }
    let bounds =
      transforms.dropLast(assessedCount).map { NetworkBounds($0, parallel: parallel) }
      + certifiers.map(\.bounds)
    let scattering = zip(transforms, bounds).map { transform, bounds in
      ScatteringRepresentation(
        transform, name: name(of: transform), lipschitzConstant: bounds.constant,
        productConstant: bounds.product * bounds.padding)
    }
    let assessed = zip(scattering.suffix(assessedCount), certifiers).map { AssessedTransform($0, $1) }
    return Subjects(
      representations: scattering.map { ofImages($0) } + [pixels]
        + others.map(\.representation),
      assessed: assessed, banks: assessed.map { bank($0.scattering, $0.certifier) })
  }

  private func dilatedWaves(
    _ representations: [any Representation], _ checkCancellation: () throws -> Void
  ) throws -> (rate: Double, responses: [FrequencyResponse]) {
    let waves = DilatedWaves(shape: space, channelCount: images.shape.count / space.count)
    let responses = try representations.map { representation in
      try checkCancellation()
      return try waves.response(of: representation)
    }
    return (waves.rate, responses)
  }

  private func report(
    _ version: String, _ subjects: Subjects, _ merger: FindingMerger,
    _ waves: (rate: Double, responses: [FrequencyResponse]), _ timings: [StageTiming]
  ) throws -> StabilityReport {
    let rows = merger.rows()
    let summaries = subjects.representations.map {
      $0.summary(isAssessed: merger.assessed.contains($0.name))
    }
    var checks = merger.checks(rows)
    checks.violations += ConstantOrder(banks: subjects.banks, representations: summaries).violations
    let shown = merger.findings.filter { $0.representation == subjects.assessed.last!.scattering.name }
    return StabilityReport(
      version: version, parameters: parameters, inputs: inputs, leftOut: leftOut, banks: subjects.banks,
      representations: summaries, deformations: merger.measured.deformations, rows: rows,
      fits: merger.measured.fits, frequencyDilation: waves.rate, frequencyResponses: waves.responses,
      pictures: merger.measured.pictures + (try pictures(of: shown, subjects.representations)),
      checks: checks, timings: timings)
  }

  /// The samples themselves.
  private var pixels: RawPixels {
    RawPixels(shape: images.shape, name: "raw \(SignalNoun(rank: space.rank).samples)")
  }

  /// The axes that fields move.
  var space: Shape { settings.experiment.space(of: images.shape) }

  /// Scattering of one plane as that of images, which may have several.
  private func ofImages(_ representation: ScatteringRepresentation) -> any DifferentiableRepresentation {
    settings.experiment.hasChannels
      ? PlanewiseRepresentation(representation, channelCount: images.shape[0]) : representation
  }

  /// What tells the transforms of a report apart: `scattering J=3`, with L where several are assessed.
  private func name(of transform: ScatteringTransform<Double>) -> String {
    let configuration = transform.configuration
    return "scattering J=\(configuration.scales)"
      + (assessedCount > 1 && configuration.wavelets.rank == 2 ? " L=\(configuration.orientations)" : "")
  }

  /// What is searched, with the certificates of what is found: the assessed transforms, and others; nothing where no image is.
  private func searches(_ assessed: [AssessedTransform])
    -> [(representation: any DifferentiableRepresentation, bound: AssessmentSearch.Bound)]
  {
    guard !searchedImages.isEmpty else { return [] }
    let search = AssessmentSearch(self)
    let pixels =
      settings.searchesPixels ? [AssessedRepresentation.searched(self.pixels)] : []
    return assessed.map { (ofImages($0), search.bound(by: $1)) }
      + (pixels + others).compactMap(\.searched).map { ($0, search.bound(of: $0)) }
  }

  /// What bounds families: of the assessed transforms and of the raw pixels, whose bounds every other Lipschitz map takes over; nothing for
  /// images of several channels, and where no image is searched. Of volumes, whose samples differ in weight, by the constant with padding.
  private func familyCertifiers(_ assessed: [AssessedTransform]) -> [FamilyCertifier] {
    guard !settings.experiment.hasChannels, !searchedImages.isEmpty else { return [] }
    return assessed.map { scattering, certifier in
      images.shape.rank == 3
        ? FamilyCertifier(scattering, settings: settings.families, parallel: parallel)
        : FamilyCertifier(
          scattering, bounds: certifier.bounds, settings: settings.families, parallel: parallel)
    } + [FamilyCertifier(pixels, settings: settings.families, parallel: parallel)]
  }

  private var parameters: StabilityParameters {
    let configurations = transforms.suffix(assessedCount).map(\.configuration)
    let configuration = configurations.last!
    let experiment = settings.experiment
    return StabilityParameters(
      preset: settings.preset, seed: experiment.seed, shape: images.shape.dimensions,
      imageCount: images.batchCount, fieldCount: experiment.fieldCount,
      searchedImageCount: searchedImages.count, searchedImages: searchedImages,
      familyGap: settings.families.gap, amplitudes: experiment.amplitudes, kinds: experiment.kinds,
      scales: Set(configurations.map(\.scales)).sorted(),
      orientations: Set(configurations.map(\.orientations)).sorted(),
      maximalOrder: configuration.maximalOrder, padding: configuration.padding.rawValue,
      normalization: configuration.normalization.rawValue, elasticCutoff: experiment.elasticCutoff,
      roughExponent: experiment.roughExponent, fieldsVersion: DeformationGenerator.version,
      bootstrapCount: experiment.bootstrapCount)
  }

  private func bank(_ scattering: ScatteringRepresentation, _ certifier: Certifier) -> StabilityBank {
    let transform = scattering.transform
    let plain = transform.bank.frameBounds()
    let decimated = transform.bank.frameBoundsWithDecimation(
      oversampling: transform.configuration.oversampling, parallel: parallel)
    let energies = certifier.layerEnergies(of: images.planes(of: space))
    let orders = energies[0].shares.indices.map { order in
      energies.reduce(0) { $0 + $1.shares[order] } / Double(energies.count)
    }
    return StabilityBank(
      representation: scattering.name, lower: plain.lower, upper: plain.upper,
      upperWithDecimation: decimated.upper,
      linearProgram: certifier.bounds.linearProgram, product: certifier.bounds.product,
      naive: certifier.bounds.naive, energyByOrder: orders,
      energyLost: energies.reduce(0) { $0 + $1.lostShare } / Double(energies.count))
  }
}

extension StabilityAssessment {
  private static func searchedImages(_ images: Signal<Double>, space: Shape, count: Int) -> [Int] {
    let count = min(count, images.batchCount)
    let order = zip(images.roughness(along: space), 0...).sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.1)
    return (0..<count).map { order[(2 * $0 + 1) * images.batchCount / (2 * count)] }.sorted()
  }
}

extension Signal<Double> {
  /// |grad x| / |x| of each signal, by differences of neighbours along the axes of space, which are the last.
  fileprivate func roughness(along space: Shape) -> [Double] {
    zip(norms(), 0...).map { norm, index in
      let samples = samples(of: index)
      var stride = 1
      var sum = 0.0
      for count in space.dimensions.reversed() {
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
  func summary(isAssessed: Bool) -> RepresentationSummary {
    RepresentationSummary(
      name: name, role: role, dimension: dimension, parts: parts.map(\.name),
      lipschitzConstant: lipschitzConstant, productConstant: productConstant, scales: scattering?.scales,
      orientations: scattering?.orientations, isAssessed: isAssessed ? true : nil)
  }
}
