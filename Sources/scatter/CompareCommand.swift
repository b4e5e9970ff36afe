import ArgumentParser
import Comparison
import Files
import Foundation
import Learning
import Networks
import Reports
import Scattering
import Stability

/// `scatter compare DATASET -o OUT.html`.
struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Train and test classifiers side by side on few labels, and write a report.",
    discussion: """
      Every classifier learns from the same random images with as many labels of each class, chooses among as many settings \
      by them alone, and is tested on all test images. Networks are small ones trained here, not the best that networks can do. \
      Writes a page that opens offline, and with it OUT.json and OUT.csv with every number.

      A data set is a folder with train-images-idx3-ubyte and train-labels-idx1-ubyte, and t10k files to test on, with .gz or \
      without; an .npz of x_train and y_train, and x_test and y_test to test on; a folder with a subfolder a class; a folder with \
      such folders train and test (or val); or images, an array or a folder of them, with --labels. Without test images, \
      --test-share of every class is set aside.

      A run that was interrupted or killed goes on where it was, by OUT.journal, where every finished result stands. Features \
      are kept for the next run in XDG_CACHE_HOME/swift-scattering or ~/.cache/swift-scattering.
      """)

  @OptionGroup(title: "The data") var data: DatasetOptions

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The page to write: .html.", valueName: "file"),
    completion: .file(extensions: ["html"]))
  var output: String

  @OptionGroup(title: "The comparison") var comparison: ComparisonOptions
  @OptionGroup(title: "The transform") var bank: BankOptions

  @Option(help: "How signals go on beyond their edges: reflect unless given, periodic for solid harmonics.")
  var padding: Padding?

  @OptionGroup(title: "The machine") var machine: MachineOptions
  @OptionGroup(title: "Messages") var messages: Messages

  func run() throws { try CompareRun(self).run() }
}

/// The run from a data set to a comparison report.
struct CompareRun {
  private let command: CompareCommand
  private let dataset: Dataset
  private let split: DatasetSplit
  /// Whether signals are images, which networks take; others are told apart by classifiers of vectors alone.
  private let areImages: Bool
  private let configuration: ScatteringConfiguration
  private let settings: FewLabelSettings
  private let planner: Planner
  private let facts: RunFacts

  init(_ command: CompareCommand) throws {
    self.command = command
    facts = RunFacts.current(
      threads: command.machine.parallel.threads, libtorch: try? Libtorch.version())
    dataset = try command.data.open(command.machine.parallel)
    let outputs = try ReportFiles(page: command.output).paths + [Self.journal(of: command.output)]
    for part in [dataset.train, dataset.test].compactMap(\.self) {
      try part.inputs.checkAgainstOverwriting(by: outputs)
      command.messages.report(part.inputs)
    }
    areImages = dataset.shape.rank == 2
    configuration = try command.bank.configuration(
      of: dataset.train.inputs, maxOrder: 2, padding: command.padding)
    let plan = ScatteringPlan(configuration)
    guard plan.layout.commonShape != nil else {
      throw ValidationError("--averaging none gives features of different lengths, which are not compared.")
    }
    if !areImages { try command.comparison.checkTakesNoNetworks() }
    try command.machine.checkMemory(for: plan, batch: 256, of: Float.self)
    split = try dataset.split(testShare: command.data.testShare, seed: command.comparison.seed)
    settings = command.comparison.settings(
      available: split.train.count, classCount: dataset.classNames.count)
    planner = command.machine.planner(
      command.messages, for: plan, signalCount: split.train.count + split.test.count)
    command.messages.logger.info(
      "\(dataset.name): \(SignalNoun(rank: dataset.shape.rank).counted(split.train.count)) to learn from; tested on \(split.description)"
    )
  }

  private static func journal(of path: String) -> String {
    NSString(string: path).deletingPathExtension + ".journal"
  }

  func run() throws {
    try ReportFiles(page: command.output).write(command.messages, summary: summary) {
      let report = try compare()
      let page = ComparisonPage(report)
      return ([page.html(), page.json(), ComparisonTable(report).csv()], report)
    }
  }

  private func compare() throws -> ComparisonReport {
    var clock = StageClock()
    let (kinds, notices) = try possibleKinds()
    let estimate = estimate(of: kinds)
    command.messages.logger.info("\(estimate.text)")
    let methods = try makeMethods(kinds)
    clock.end("features")
    let study = try FewLabels(
      train: split.train, test: split.test, classNames: dataset.classNames, methods: methods,
      settings: settings, dataFingerprint: fingerprint, parallel: command.machine.parallel)
    let journal = try JournalFile(Self.journal(of: command.output))
    let result = try runRounds(study, journal, estimate)
    for notice in result.notices { command.messages.logger.warning("\(notice)") }
    clock.end("few labels")
    let (findings, missing) = try studyNetworks()
    clock.end("studies of networks")
    return report(methods, result, findings, notices + missing + result.notices, clock.stages)
  }

  /// What the whole run takes, before any of it has run.
  private func estimate(of kinds: [MethodKind]) -> CompareEstimate {
    let (threads, plan) = (command.machine.parallel.threads, ScatteringPlan(configuration))
    let needsFeatures = kinds.contains { $0.order != nil && !$0.isNetwork }
    let work = plan.estimatedTime(signalCount: split.train.count + split.test.count, threads: threads)
    return CompareEstimate(
      features: needsFeatures ? work / .seconds(1) : 0, kinds: kinds, settings: settings,
      preset: command.comparison.preset, testCount: split.test.count, dimension: plan.layout.count,
      pixelCount: dataset.shape.count,
      hasStudies: areImages && command.comparison.hasStudies && Libtorch.isInstalled,
      threads: threads)
  }

  private func runRounds(_ study: FewLabels, _ journal: JournalFile, _ estimate: CompareEstimate) throws
    -> FewLabelResult
  {
    let progress = Progress(isShown: command.messages.showsProgress)
    defer { progress.finish() }
    return try study.run(journal: journal) {
      progress.show($0.text(estimate, classCount: dataset.classNames.count))
    }
  }

  /// The studies of networks, and a notice where there are none.
  private func studyNetworks() throws -> (findings: StudyFindings, notices: [String]) {
    guard areImages else { return (StudyFindings(), []) }
    guard command.comparison.hasStudies else { return (StudyFindings(), command.comparison.studyNotices) }
    guard Libtorch.isInstalled else {
      return (StudyFindings(), ["No network was studied, because libtorch could not be opened."])
    }
    let bar = Progress(isShown: command.messages.showsProgress)
    defer { bar.finish() }
    var studies = command.comparison.preset.studies(
      shape: dataset.shape, seed: settings.seed, scales: configuration.scales,
      labelCounts: settings.labelCounts, available: split.train.count)
    if let count = command.comparison.certified { studies.certifiedImageCount = count }
    let study = ComparisonStudies(
      studies, configuration: configuration, train: split.train, test: split.test,
      parallel: command.machine.parallel, rigor: command.machine.rigor,
      planner: planner,
      progress: { bar.update($0.done, of: $0.total, $0.stage) })
    return (try study.run(version: Scatter.version), [])
  }

  /// The methods that are compared, and notices on those left out. Without libtorch networks are left out, unless they were
  /// asked for.
  private func possibleKinds() throws -> (kinds: [MethodKind], notices: [String]) {
    let kinds = command.comparison.kinds
    guard areImages else {
      return (
        kinds.filter { !$0.isNetwork }, ["No network was compared: those of this program take images alone."]
      )
    }
    guard kinds.contains(where: \.isNetwork) else { return (kinds, []) }
    do throws(NetworkError) {
      _ = try Libtorch.version()
      return (kinds, [])
    } catch {
      guard command.comparison.methods == nil else { throw error }
      command.messages.logger.warning("no network is compared; \(error)")
      return (
        kinds.filter { !$0.isNetwork }, ["No network was compared, because libtorch could not be opened."]
      )
    }
  }

  /// Whether features are pooled: where there are positions to take the mean over.
  private var pooling: FeaturePooling {
    configuration.readout == .average ? command.comparison.pool : .none
  }

  private func makeMethods(_ kinds: [MethodKind]) throws -> [any ComparedMethod] {
    let (machine, messages) = (command.machine, command.messages)
    let cache = FeatureCache.standard(limit: command.comparison.cacheSize * 1_000_000_000) {
      messages.logger.warning("\($0)")
    }
    let vectors = ScatteringVectors(
      split, reading: command.data.reading.options(), configuration: configuration, cache: cache,
      parallel: machine.parallel, rigor: machine.rigor, planner: planner, trainIndices: usedIndices())
    let maker = MethodMaker(
      split, classCount: dataset.classNames.count, vectors: vectors, preset: command.comparison.preset,
      pooling: pooling,
      checkpointFolder: checkpointFolder)
    let bar = Progress(isShown: messages.showsProgress)
    defer { bar.finish() }
    return try maker.make(kinds) { progress in
      switch progress {
      case .computed(let count, let total, let part): bar.update(count, of: total, part)
      case .kept(let count, let part):
        bar.finish()
        messages.logger.info("features of \(grouped(count)) \(part): from \(cache.folder.path)")
      }
    }
  }

  /// The training images that are learned from, where they are fewer than half of all; numbers of labels that there are not are told of by `FewLabels`.
  private func usedIndices() -> [Int]? {
    guard let used = try? settings.usedIndices(of: split.train.labels) else { return nil }
    return 2 * used.count < split.train.count ? used : nil
  }

  /// Where the course of a training is kept until it ends: in the page's folder.
  private var checkpointFolder: String {
    let folder = NSString(string: command.output).deletingLastPathComponent
    return folder.isEmpty ? "." : folder
  }

  /// The fingerprint of the samples: all that decides them.
  private var fingerprint: String {
    let reading = command.data.reading
    let size = reading.resize.map { "\($0.shape)" } ?? "as they are"
    let scale = reading.rescale == .auto ? "" : ", divided by \(reading.rescale)"
    let options = reading.options()
    let pieces = [
      options.rank.map { "rank \($0)" }, options.volume.map { "volume \($0)" },
      options.sounds == SoundOptions() ? nil : "\(options.sounds)",
    ].compactMap(\.self).map { ", \($0)" }.joined()
    // The way in which files are read; counted up when the same ones give other samples.
    let readingVersion = 2
    return
      "\((split.trainFingerprint + split.testFingerprint).joined(separator: " ")) of \(size)\(scale)\(pieces), reading \(readingVersion)"
  }

  private func report(
    _ methods: [any ComparedMethod], _ result: FewLabelResult, _ findings: StudyFindings,
    _ notices: [String], _ timings: [StageTiming]
  ) -> ComparisonReport {
    ComparisonReport(
      version: Scatter.version,
      dataset: ComparisonDataset(
        name: dataset.name, shape: dataset.shape.dimensions, classNames: dataset.classNames,
        trainCount: split.train.count, testCount: split.test.count, split: split.description,
        files: dataset.files.map { StabilityInput(name: $0.path, sha256: $0.sha256) }),
      parameters: ComparisonParameters(
        preset: command.comparison.preset.rawValue, seed: settings.seed, labelCounts: settings.labelCounts,
        repetitions: settings.repetitions, scales: configuration.scales,
        orientations: configuration.orientations,
        wavelets: areImages ? nil : "\(configuration.wavelets.name), \(configuration.wavelets)",
        tuning: settings.tuning.text, maximalOrder: configuration.maximalOrder,
        padding: configuration.padding.rawValue, oversampling: configuration.oversampling,
        normalization: configuration.normalization.rawValue,
        labelSource: command.data.labels ?? "the data set",
        resize: command.data.reading.resize.map { "\($0.shape)" },
        rescale: "\(command.data.reading.rescale)",
        testShare: dataset.test == nil ? command.data.testShare : nil, pooling: pooling,
        hasStudies: areImages && command.comparison.hasStudies),
      methods: methods.map(\.summary), learning: result.rows,
      comparisons: result.comparisons, layers: findings.layers,
      bounds: findings.bounds, consistency: findings.consistency, deformedAccuracy: findings.deformedAccuracy,
      certifiedFamilies: findings.certifiedFamilies,
      gaussianLayers: findings.gaussianLayers, gaussianFits: findings.gaussianFits,
      geometry: findings.geometry, generalisation: findings.generalisation, covers: findings.covers,
      curves: result.curves + findings.curves,
      notices: notices + findings.violations.map { "A check failed: \($0)" }, timings: timings, run: facts)
  }

  private func summary(of report: ComparisonReport) -> String {
    let last = report.learning.filter { $0.labelCount == settings.labelCounts.last }
    let best = last.min { $0.error.mean < $1.error.mean }
    let bestText = best.map {
      "; best at \(labelText($0.labelCount, classCount: dataset.classNames.count)): \($0.method), \(($0.error.mean * 100).rounded(toPlaces: 2)) % wrong"
    }
    return "\(report.methods.count) methods\(bestText ?? "")"
  }
}

extension FewLabelProgress {
  /// `12 of 40 rounds, now cnn at 300 labels (30 a class), about 5 min 20 s left`, the studies that follow included.
  fileprivate func text(_ estimate: CompareEstimate, classCount: Int) -> String {
    var text = "\(done) of \(total) rounds"
    guard let method, let labelCount else { return text }
    text += ", now \(method) at \(labelText(labelCount, classCount: classCount))"
    let seconds = (secondsLeft ?? estimate.fewLabels) + estimate.studies
    return text + ", about \(duration(seconds)) left"
  }
}
