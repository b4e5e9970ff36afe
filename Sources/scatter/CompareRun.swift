import ArgumentParser
import Comparison
import Files
import Foundation
import Learning
import Networks
import Reports
import Scattering
import Stability

/// From a data set to a comparison report.
struct CompareRun {
  private let command: CompareCommand
  private let dataset: Dataset
  private let split: DatasetSplit
  private let configuration: ScatteringConfiguration
  private let settings: FewLabelSettings

  init(_ command: CompareCommand) throws {
    self.command = command
    dataset = try command.data.open()
    let outputs = try ReportFiles(page: command.output).paths + [Self.journal(of: command.output)]
    for part in [dataset.train, dataset.test].compactMap(\.self) {
      try part.inputs.checkAgainstOverwriting(by: outputs)
    }
    configuration = try command.bank.configuration(
      of: dataset.train.inputs, maxOrder: 2, padding: command.padding)
    try command.machine.checkMemory(for: configuration, batch: 256, of: Float.self)
    split = try dataset.split(testShare: command.data.testShare, seed: command.comparison.seed)
    settings = command.comparison.settings(available: split.train.count)
    command.messages.logger.info(
      "\(dataset.name): \(grouped(split.train.count)) images to learn from; tested on \(split.description)")
  }

  private static func journal(of path: String) -> String {
    NSString(string: path).deletingPathExtension + ".journal"
  }

  func run() throws {
    let start = ContinuousClock.now
    let report = try ReportFiles(page: command.output).write {
      let report = try compare()
      let page = ComparisonPage(report)
      return ([page.html(), page.json(), ComparisonTable(report).csv()], report)
    }
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    command.messages.logger.info(
      "\(command.output): \(summary(of: report)), in \(seconds.rounded(toPlaces: 1)) s")
  }

  private func compare() throws -> ComparisonReport {
    var clock = StageClock()
    let (kinds, notices) = try possibleKinds()
    let contestants = try makeContestants(kinds)
    clock.end("features")
    let study = try FewLabels(
      train: split.train, test: split.test, classNames: dataset.classNames, methods: contestants,
      settings: settings, dataFingerprint: identity, parallel: command.machine.parallel)
    let journal = try JournalFile(Self.journal(of: command.output))
    let result = try runRounds(study, journal)
    clock.end("few labels")
    let (findings, missing) = try studyNetworks()
    clock.end("studies of networks")
    return report(contestants, result, findings, notices + missing, clock.stages)
  }

  private func runRounds(_ study: FewLabels, _ journal: JournalFile) throws -> FewLabelResult {
    let bar = RoundBar(isShown: command.messages.showsProgress)
    defer { bar.finish() }
    return try study.run(journal: journal) { bar.update($0) }
  }

  /// What is found besides few labels, and what is said where nothing is looked for.
  private func studyNetworks() throws -> (findings: StudyFindings, notices: [String]) {
    guard command.comparison.studies else { return (StudyFindings(), []) }
    guard Libtorch.isInstalled else {
      return (StudyFindings(), ["No network was studied, because libtorch could not be opened."])
    }
    let bars = StageBars(isShown: command.messages.showsProgress)
    defer { bars.finish() }
    let studies = command.comparison.preset.studies(
      shape: dataset.shape, seed: settings.seed, scales: configuration.scales,
      labelCounts: settings.labelCounts, available: split.train.count)
    let study = ComparisonStudies(
      studies, configuration: configuration, train: split.train, test: split.test,
      parallel: command.machine.parallel, rigor: command.machine.rigor, progress: bars.update)
    return (try study.run(version: Scatter.version), [])
  }

  /// Those that compete, and what is said of the others. Without libtorch networks are left out, unless they were asked for.
  private func possibleKinds() throws -> (kinds: [MethodKind], notices: [String]) {
    let kinds = command.comparison.kinds
    guard kinds.contains(where: \.isNetwork) else { return (kinds, []) }
    do throws(NetworkError) {
      _ = try Libtorch.version()
      return (kinds, [])
    } catch {
      guard command.comparison.contestants == nil else { throw error }
      command.messages.logger.warning("no network competes; \(error)")
      return (kinds.filter { !$0.isNetwork }, ["No network competed, because libtorch could not be opened."])
    }
  }

  private func makeContestants(_ kinds: [MethodKind]) throws -> [any ComparedMethod] {
    let pixels = VectorSet.pixels(train: split.train, test: split.test)
    let vectors = kinds.contains { $0.order != nil && !$0.isNetwork } ? scatteringVectors.sets() : nil
    return try kinds.map { kind in
      switch (kind, kind.order) {
      case (.network, _): try network
      case (.hybrid, _): try hybrid
      case (_, nil): try VectorMethod.standard(kind, vectors: pixels)
      case (_, let order):
        try VectorMethod.standard(kind, vectors: order == 1 ? vectors!.first : vectors!.all)
      }
    }
  }

  private var network: NetworkMethod {
    get throws {
      try NetworkMethod.convolutional(
        shape: dataset.shape, classCount: dataset.classNames.count,
        width: command.comparison.preset.networkWidth, effort: command.comparison.preset.effort,
        checkpointFolder: trainings)
    }
  }

  private var hybrid: NetworkMethod {
    get throws {
      try NetworkMethod.hybrid(
        scatteringVectors.transform, classCount: dataset.classNames.count,
        width: command.comparison.preset.networkWidth, effort: command.comparison.preset.effort,
        checkpointFolder: trainings)
    }
  }

  /// Where the course of a training is kept until it ends: beside the page.
  private var trainings: String {
    let folder = NSString(string: command.output).deletingLastPathComponent
    return folder.isEmpty ? "." : folder
  }

  private var scatteringVectors: ScatteringVectors {
    let messages = command.messages
    let cache = FeatureCache.standard(limit: command.comparison.cacheSize * 1_000_000_000) {
      messages.logger.warning("\($0)")
    }
    return ScatteringVectors(
      split: split, resize: command.data.resize?.shape, cache: cache, configuration: configuration,
      machine: command.machine, messages: messages)
  }

  /// What decides the samples.
  private var identity: String {
    let resize = command.data.resize.map { "\($0.shape)" } ?? "as they are"
    return "\((split.trainIdentity + split.testIdentity).joined(separator: " ")) of \(resize)"
  }

  private func report(
    _ contestants: [any ComparedMethod], _ result: FewLabelResult, _ findings: StudyFindings,
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
        tuning: settings.tuning.text),
      contestants: contestants.map(\.summary), learning: result.rows, layers: findings.layers,
      bounds: findings.bounds, consistency: findings.consistency, deformedAccuracy: findings.deformedAccuracy,
      gaussianLayers: findings.gaussianLayers, gaussianFits: findings.gaussianFits,
      geometry: findings.geometry, generalisation: findings.generalisation, covers: findings.covers,
      curves: result.curves + findings.curves, notices: notices, timings: timings)
  }

  private func summary(of report: ComparisonReport) -> String {
    let last = report.learning.filter { $0.labelCount == settings.labelCounts.last }
    let best = last.min { $0.error.mean < $1.error.mean }
    let words = best.map {
      "; best at \(grouped($0.labelCount)) labels: \($0.contestant), \(($0.error.mean * 100).rounded(toPlaces: 2)) % wrong"
    }
    return "\(report.contestants.count) contestants\(words ?? "")"
  }
}
