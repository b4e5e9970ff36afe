import ArgumentParser
import Arrays
import Files
import Foundation
import Scattering

/// `scatter info FILE`.
struct InfoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "info", abstract: "Show what a feature file holds.")

  @Argument(
    help: ArgumentHelp("A feature file: .npz, .npy or .csv.", valueName: "file"),
    completion: .file(extensions: ["npz", "npy", "csv"]))
  var file: String

  @Flag(help: "List every feature by name, scale, orientation and frequency.")
  var paths = false

  @Flag(help: "Print all as JSON.")
  var json = false

  func run() throws {
    let file = try FeatureFile(path: file)
    try printResult(json ? file.metadata.json : FileDescription(file).text)
    if paths && !json { try printResult("\n" + PathList(file.metadata).text) }
  }
}

/// The text of `scatter info`.
struct FileDescription {
  let file: FeatureFile

  init(_ file: FeatureFile) { self.file = file }

  var text: String {
    let width = rows.map(\.0.count).max()!
    return rows.map { $0.0.padding(toLength: width + 2, withPad: " ", startingAt: 0) + $0.1 }.joined(
      separator: "\n")
  }

  /// `8 pixels`, `8 x 4 pixels`; `by path` where it differs.
  private func spacing(_ metadata: FeatureMetadata) -> String {
    let all = Set(metadata.spacings)
    guard all.count == 1, let spacing = all.first else { return "by path" }
    if spacing.isEmpty { return "none: one number a path, or one a power" }
    let steps = Set(spacing).count == 1 ? [spacing[0]] : spacing
    return steps.axesText + " \(noun.samples)"
  }

  private var noun: SignalNoun { SignalNoun(rank: file.metadata.configuration.shape.rank) }

  /// The axes of the array behind those of the batch.
  private var axesText: String {
    let metadata = file.metadata
    guard let shape = metadata.outputShape else { return "feature" }
    let names = [["time"], ["row", "column"], ["plane", "row", "column"]][
      metadata.configuration.shape.rank - 1]
    return (["path"] + (shape.rank == names.count ? names : ["value"])).joined(separator: ", ")
  }

  private var unitText: String {
    guard let unit = file.metadata.frequencyUnit else { return "in cycles a sample" }
    let factor = Int(exactly: unit.factor).map(String.init) ?? "\(unit.factor)"
    return "in cycles a sample; times \(factor) in \(unit.name)"
  }

  private var transformText: String {
    let configuration = file.metadata.configuration
    let time =
      configuration.wavelets.rank == 1
      ? "averaging \(configuration.averaging), convention \(configuration.convention.rawValue), " : ""
    return "scales \(configuration.scales), \(configuration.wavelets), \(time)"
      + "maximal order \(configuration.maximalOrder), padding \(configuration.padding.rawValue), "
      + "oversampling \(configuration.oversampling), normalization \(configuration.normalization.rawValue)"
  }

  private var rows: [(String, String)] {
    let metadata = file.metadata
    let configuration = metadata.configuration
    let axes = file.shape.axesText
    let orders = Dictionary(grouping: metadata.paths, by: \.order).mapValues(\.count)
    let counts = orders.keys.sorted().map { "\(orders[$0]!) of order \($0)" }.joined(separator: ", ")
    let rows = [
      ("file", "\(file.path), \(grouped(file.byteCount)) bytes, written by \(metadata.toolVersion)"),
      ("array", "\(file.precision.rawValue) [\(axes)]: batch \(metadata.batch), \(axesText)"),
      (noun.plural, "\(grouped(metadata.entryCount)) of \(configuration.shape)" + planeText + inputText),
      ("features", counts),
      ("spacing", spacing(metadata)),
      ("transform", transformText),
      ("frequencies", unitText),
    ]
    return rows + history
  }

  private var planeText: String {
    let metadata = file.metadata
    return metadata.batch.count > 1 ? ", \(grouped(metadata.framesPerEntry)) planes each" : ""
  }

  private var inputText: String {
    let names = file.metadata.entryNames
    guard let first = names.first, let last = names.last else { return "" }
    return names.count == 1 ? ": \(first)" : ": \(first) to \(last)"
  }

  /// What was done to the inputs, and which of them are missing; nothing where there is nothing to say.
  private var history: [(String, String)] {
    let (reading, skipped) = (file.metadata.reading, file.metadata.skipped)
    var rows: [(String, String)] = []
    if let reading { rows.append(("reading", reading.description)) }
    if !skipped.isEmpty {
      let inputs = skipped.count == 1 ? "1 input" : "\(grouped(skipped.count)) inputs"
      let names = skipped.prefix(5).map(\.name) + (skipped.count > 5 ? ["..."] : [])
      rows.append(("skipped", "\(inputs) that could not be read: \(names.joined(separator: ", "))"))
    }
    return rows
  }
}

/// The features of a file, a line each.
struct PathList {
  private let paths: [ScatteringPath]
  private let unit: FrequencyUnit
  private let samples: String

  init(_ metadata: FeatureMetadata) {
    paths = metadata.paths
    samples = metadata.configuration.shape.rank == 2 ? "pixel" : "sample"
    unit = metadata.frequencyUnit ?? FrequencyUnit(factor: 1, name: "cycles a \(samples)")
  }

  var text: String {
    let width = max(20, paths.map(\.description.count).max() ?? 0)
    return ([header(width)] + paths.enumerated().map { line($0.offset, $0.element, width) }).joined(
      separator: "\n")
  }

  private func header(_ width: Int) -> String {
    let isOriented = paths.allSatisfy { $0.steps.allSatisfy { $0.angle != nil } }
    let columns = isOriented ? "scale, angle in degrees, frequency" : "scale, frequency and bandwidth"
    let along =
      paths.contains { $0.acrossPaths != nil }
      ? "; along log-frequency in cycles a wavelet; frequency of the position" : ""
    return "index  " + "name".padded(to: width) + " wavelets: \(columns) in \(unit.name)\(along)"
  }

  private func line(_ index: Int, _ path: ScatteringPath, _ width: Int) -> String {
    let across = path.acrossPaths.map { ["along \($0.frequency.rounded(toPlaces: 5))"] } ?? []
    let position = path.position.map { ["at \(physical($0.frequency))"] } ?? []
    return String(index).padded(to: 7) + path.description.padded(to: width) + " "
      + (path.steps.map(text) + across + position).joined(separator: "; ")
  }

  private func text(_ step: ScatteringPath.Step) -> String {
    let frequency = physical(step.frequency)
    guard let angle = step.angle else {
      return "\(step.scale), \(frequency), \(physical(step.bandwidth ?? .nan))"
    }
    return "\(step.scale), \((angle * 180 / .pi).rounded(toPlaces: 1)), \(frequency)"
  }

  private func physical(_ frequency: Double) -> String {
    (frequency * unit.factor).rounded(toPlaces: unit.factor >= 100 ? 2 : 5)
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(width - count, 0))
  }
}
