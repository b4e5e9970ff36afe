import Files
import Learning
import Networks
import Representations
import Scattering
import Stability

/// The studies of a comparison: it trains a few networks and a certified classifier, and looks at them and at their beginnings, at
/// scattering and at raw pixels: stability layer by layer, consistency and accuracy under deformation, geometry and generalisation.
public struct ComparisonStudies {
  private let settings: StudySettings
  private let configuration: ScatteringConfiguration
  private let test: LabelledSignals
  private let training: StudyTraining
  private let parallel: Parallel
  private let rigor: Rigor
  private let planner: Planner
  private let progress: (StageProgress) -> Void
  private let checkCancellation: () throws -> Void

  /// - Parameters:
  ///   - configuration: Of scattering.
  ///   - train: What the networks learn from.
  ///   - test: What they are asked; the first images, of every class in their order, are taken.
  ///   - progress: Called on the caller's thread.
  ///   - checkCancellation: Called often; what it throws ends the run.
  public init(
    _ settings: StudySettings, configuration: ScatteringConfiguration, train: LabelledSignals,
    test: LabelledSignals, parallel: Parallel = Parallel(), rigor: Rigor = .measure,
    planner: Planner = .shared, progress: @escaping (StageProgress) -> Void = { _ in },
    checkCancellation: @escaping () throws -> Void = {}
  ) {
    (self.settings, self.configuration, self.test) = (settings, configuration, test)
    training = StudyTraining(settings: settings, train: train, parallel: parallel)
    (self.parallel, self.rigor, self.planner) = (parallel, rigor, planner)
    (self.progress, self.checkCancellation) = (progress, checkCancellation)
  }

  /// - Parameter version: Of the program, for the report.
  /// - Throws: What trainings and studies throw.
  public func run(version: String) throws -> StudyFindings {
    var findings = StudyFindings()
    let subjects = try trainSubjects()
    findings.curves = subjects.all.map(\.curve)
    let stability = try layerStability(subjects, version: version)
    (findings.layers, findings.bounds) = (stability.rows, stability.bounds)
    findings.violations = stability.report.checks.violations
    try ask(subjects, &findings)
    try measureGeometry(subjects, &findings)
    findings.generalisation = try generalisation(subjects)
    findings.covers = try covers(subjects)
    findings.certifiedFamilies = try certifiedFamilies(subjects)
    return findings
  }

  /// What is looked at.
  private struct Subjects {
    let random: Network
    /// The trained networks by number of labels, without and with the regulariser.
    let trained: [StudyTraining.Trained]
    let hybrid: StudyTraining.Trained
    let certified: CertifiedHead

    var all: [StudyTraining.Trained] { trained + [hybrid] }
    /// The plain network of the most labels.
    var plain: StudyTraining.Trained { trained.last { $0.regularisation == 0 }! }
  }

  private func trainSubjects() throws -> Subjects {
    let random = try training.convolutional()
    let trained = try settings.labelCounts.flatMap { count in
      try [0, settings.regularisation].map { weight in
        try training.train(
          random, name: "cnn", count: count, regularisation: weight, progress: progress,
          checkCancellation: checkCancellation)
      }
    }
    let most = settings.labelCounts.last!
    let transform = ScatteringTransform<Float>(
      configuration, parallel: parallel, rigor: rigor, planner: planner)
    let hybrid = try training.train(
      try training.hybrid(transform), name: "hybrid", count: most, progress: progress,
      checkCancellation: checkCancellation)
    let certified = try CertifiedTraining(
      configuration, parallel: parallel, rigor: rigor, planner: planner
    ).train(on: try training.samples(most), seed: settings.seed)
    return Subjects(random: random, trained: trained, hybrid: hybrid, certified: certified)
  }

  private func layerStability(_ subjects: Subjects, version: String) throws -> LayerStabilityStudy.Result {
    let networks = [(subjects.plain.network, "cnn, trained"), (subjects.random, "cnn, random")].map {
      StudiedNetwork($0, name: $1, parallel: parallel)
    }
    let study = LayerStabilityStudy(
      configuration, networks: networks, settings: settings.assessment, parallel: parallel,
      rigor: rigor, planner: planner)
    let images = test.doubles(0..<min(settings.stabilityImageCount, test.count))
    let inputs = images.digests.enumerated().map { StabilityInput(name: "test image \($0)", sha256: $1) }
    return try study.run(
      images, inputs: inputs, version: version, progress: progress, checkCancellation: checkCancellation)
  }

  /// Consistency under shifts, and accuracy under deformations.
  private func ask(_ subjects: Subjects, _ findings: inout StudyFindings) throws {
    let indices = 0..<min(settings.testImageCount, test.count)
    let images = test.doubles(indices)
    let classifiers = [
      ImageClassifier(name: "cnn", subjects.plain.network),
      ImageClassifier(name: "hybrid", subjects.hybrid.network),
      ImageClassifier(name: CertifiedTraining.name, subjects.certified),
    ]
    findings.consistency = try ConsistencyStudy(
      largestShifts: [1, 2, 4].filter { 2 * $0 < images.shape.dimensions.min()! },
      pairCount: settings.accuracy.fieldCount, bootstrap: Bootstrap(seed: settings.seed)
    ).rows(of: classifiers, on: images, checkCancellation: checkCancellation)
    findings.deformedAccuracy = try DeformedAccuracyStudy(settings: settings.accuracy, parallel: parallel)
      .rows(
        of: classifiers, on: images, labels: Array(test.labels[indices]), progress: progress,
        checkCancellation: checkCancellation)
  }

  /// Classes certified under whole families, of a head on scattering and of a network that learned from the same deformed images.
  private func certifiedFamilies(_ subjects: Subjects) throws -> [CertifiedFamilyRow] {
    guard settings.certifiedImageCount > 0 else { return [] }
    let maker = CertifiedFamilyTraining(
      configuration: configuration, families: CertifiedFamily.published, parallel: parallel, rigor: rigor,
      planner: planner)
    let samples = subjects.plain.samples
    var heads = [
      (
        CertifiedFamilyTraining.name,
        try maker.train(on: samples, seed: settings.seed, checkCancellation: checkCancellation)
      )
    ]
    let network = try training.train(
      subjects.random, name: "cnn on deformed images", on: maker.deformed(samples, seed: settings.seed),
      progress: progress, checkCancellation: checkCancellation)
    if let head = CertifiedHead(scoresOf: network.network, parallel: parallel) {
      heads.append(("cnn on deformed images", head))
    }
    let indices = 0..<min(settings.certifiedImageCount, test.count)
    return try CertifiedFamilyStudy(limit: settings.certifiedLimit, parallel: parallel).rows(
      of: heads, on: test.doubles(indices), labels: Array(test.labels[indices]), progress: progress,
      checkCancellation: checkCancellation)
  }

  private func measureGeometry(_ subjects: Subjects, _ findings: inout StudyFindings) throws {
    let study = try GeometryStudy(settings: settings.geometry, parallel: parallel)
    findings.gaussianLayers = try study.randomLayers(progress: progress, checkCancellation: checkCancellation)
    findings.gaussianFits = GaussianLayerFit.fits(findings.gaussianLayers)
    let gaussian = try Network(
      .gaussian(input: [1] + test.signals.shape.dimensions, widths: [1024, 1024, 1024]), seed: settings.seed,
      parallel: parallel)
    let networks = [
      (gaussian, "Gaussian, random"), (subjects.random, "cnn, random"),
      (subjects.plain.network, "cnn, trained"),
    ].map { LayerSequence($0, name: $1) }
    let scattering = LayerSequence(network: "scattering", partsOf: subjects.certified.representation)
    findings.geometry = try study.run(
      networks + [scattering], images: test, progress: progress, checkCancellation: checkCancellation)
  }

  private func covers(_ subjects: Subjects) throws -> [CoverRow] {
    var invariance = settings.invariance
    invariance.imageCount = min(invariance.imageCount, test.count)
    return try InvarianceStudy(settings: invariance, parallel: parallel).run(
      [subjects.certified.representation], images: test, progress: progress,
      checkCancellation: checkCancellation)
  }

  private func generalisation(_ subjects: Subjects) throws -> [GeneralisationRow] {
    let study = try GeneralisationStudy(settings: settings.generalisation, parallel: parallel)
    let networks = subjects.trained.map { trained in
      GeneralisationSubject(
        network: "cnn", labelCount: trained.labelCount,
        regularisation: trained.regularisation,
        scores: NetworkLayer(trained.network),
        constants: ProvenConstants(trained.network, parallel: parallel),
        train: trained.samples, test: test)
    }
    let head = GeneralisationSubject(
      network: CertifiedTraining.name, labelCount: subjects.plain.labelCount,
      scores: HeadRepresentation(subjects.certified, name: CertifiedTraining.name),
      constants: ProvenConstants(subjects.certified), train: subjects.plain.samples, test: test)
    return try study.run(
      networks + [head], manifold: study.manifold(of: subjects.plain.samples), progress: progress,
      checkCancellation: checkCancellation)
  }
}

extension ImageClassifier {
  /// A network, asked in single precision.
  fileprivate init(name: String, _ network: Network) {
    self.init(name: name) { signals in
      let images = Signal<Float>(signals.samples.map(Float.init), batch: signals.batch, shape: signals.shape)
      return try network.scores(of: images).rowArgmax
    }
  }
}

extension LayerSequence {
  /// The layers of a network that do something to distances.
  fileprivate init(_ network: Network, name: String) {
    let studied = StudiedNetwork(network, name: name)
    self.init(
      network: name, layers: studied.layers.map { (name: $0.role.position!.layer, representation: $0) })
  }
}

/// What the studies of a comparison found: the parts of its report besides few labels.
public struct StudyFindings: Sendable {
  public var layers: [LayerRow] = []
  public var bounds: [LayerBound] = []
  /// A message for each order of distances, certificates or constants that failed; see `StabilityChecks`.
  public var violations: [String] = []
  public var consistency: [ConsistencyRow] = []
  public var deformedAccuracy: [DeformedAccuracyRow] = []
  public var gaussianLayers: [GaussianLayerRow] = []
  public var gaussianFits: [GaussianLayerFit] = []
  public var geometry: [GeometryRow] = []
  public var generalisation: [GeneralisationRow] = []
  public var covers: [CoverRow] = []
  public var certifiedFamilies: [CertifiedFamilyRow] = []
  public var curves: [TrainingCurve] = []

  public init() {}
}
