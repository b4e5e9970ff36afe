import ArgumentParser
import Files
import Foundation
import Reports
import Scattering

/// `scatter view FEATURES -o OUT.html`.
struct ViewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "view",
    abstract: "Draw the features of one signal as a page that opens offline.",
    discussion: """
      Time series: the scattergram, and order 2 by its two bands. Joint scattering: the spectrum by spin. Images: disks by scale and \
      orientation, and maps of single paths. Volumes: bars by order, scale and degree. Point at a picture for the path, its frequencies and \
      its value.
      """)

  @Argument(
    help: ArgumentHelp("A feature file: .npz, .npy or .csv.", valueName: "features"),
    completion: .file(extensions: ["npz", "npy", "csv"]))
  var features: String

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The page to write: .html.", valueName: "file"),
    completion: .file(extensions: ["html"]))
  var output: String

  @Option(help: "Which signal of the file, counted from 0 over all axes of the batch.")
  var index = 0

  @Option(
    help: ArgumentHelp(
      "Samples a second of time series, for seconds and Hz; those of the file unless given.", valueName: "Hz")
  )
  var sampleRate: Double?

  @Option(
    help: ArgumentHelp(
      "Of time series: the sample near which spectra and matrices are shown; their mean over time unless given.",
      valueName: "sample"))
  var time: Int?

  @Flag(help: "Colours by decibels below the peak, down to 60, rather than in proportion.")
  var decibels = false

  @OptionGroup(title: "Messages") var messages: Messages

  func run() throws {
    guard NSString(string: output).pathExtension.lowercased() == "html" else {
      throw FileError.unknownExtension(.cannotWrite, output, choices: ["html"])
    }
    let file = try FeatureFile(path: features)
    try checkOptions(file.metadata)
    let view = FeatureView(
      file.metadata, features: try file.features(), index: index,
      options: FeatureViewOptions(
        sampleRate: sampleRate ?? file.metadata.sampleRate, time: time,
        scale: decibels ? .decibels(range: 60) : .proportional))
    try AtomicFile.write(FeaturePage(view, file: features).html(), to: output)
    messages.logger.info("\(output): \(file.metadata.paths.count) paths of \(file.metadata.inputs[index])")
  }

  /// Checks that options are of the file's signals.
  private func checkOptions(_ metadata: FeatureMetadata) throws {
    let rank = metadata.configuration.wavelets.rank
    guard metadata.batchCount > 0 else {
      throw FileError(.badData, features, found: "features of no signal", expected: "those of one at least")
    }
    try check("--index", index, in: 0...(metadata.batchCount - 1))
    try checkSampleRate(sampleRate, rank: rank)
    guard let time else { return }
    guard rank == 1 else { throw ValidationError("--time is of time series alone.") }
    try check("--time", time, in: 0...(metadata.configuration.shape.count - 1))
  }
}
