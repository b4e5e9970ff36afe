import ArgumentParser
import Files
import Foundation
import Reports
import Scattering

/// `scatter filters -o OUT`.
struct FiltersCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "filters",
    abstract: "Draw the filter bank and its Littlewood-Paley sum, and state its frame bounds.",
    discussion: """
      The extension decides: .html is a page that opens offline, .svg one picture, .json the numbers. The filters are
      sampled on a grid of --size, each side a multiple of 2^J.
      """)

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The file to write: .html, .svg or .json.", valueName: "file"),
    completion: .file(extensions: ["html", "svg", "json"]))
  var output: String

  @Option(help: ArgumentHelp("The grid of frequencies.", valueName: "HxW"))
  var size = ImageSize(argument: "64x64")!

  @Option(name: [.customShort("J"), .long], help: "J: the low-pass averages over about 2^J pixels.")
  var scales = 3

  @Option(name: [.customShort("L"), .long], help: "L: wavelet orientations over half a turn.")
  var orientations = 8

  @Option(help: "Decimation is weaker by 2^N.")
  var oversampling = 0

  @Option(help: "kymatio: as Kymatio scales filters. nonexpansive: scaled so that no distance grows.")
  var normalization = Normalization.kymatio

  @OptionGroup(title: "Messages") var messages: Messages

  func validate() throws {
    guard scales >= 1, scales < 20 else {
      throw ValidationError("--scales is \(scales), but it must be 1 to 19.")
    }
    guard orientations >= 1 else {
      throw ValidationError("--orientations is \(orientations), but it must be at least 1.")
    }
    guard oversampling >= 0 else {
      throw ValidationError("--oversampling is \(oversampling), but it must be at least 0.")
    }
    guard size.shape.dimensions.allSatisfy({ $0 % (1 << scales) == 0 }) else {
      throw ValidationError("--size is \(size.shape), but each side must be a multiple of 2^\(scales).")
    }
  }

  func run() throws {
    TemporaryFiles.removeWhenInterrupted()
    try reportingFailures {
      let format = try ReportFormat(path: output)
      var bank = FilterBank.morlet2D(grid: size.shape, scales: scales, orientations: orientations)
      if normalization == .nonexpansive { bank = bank.nonexpansive(oversampling: oversampling) }
      let data = FilterBankFigureData(bank, oversampling: oversampling, normalization: normalization)
      try AtomicFile.write(format.render(FilterBankReport(data)), to: output)
      messages.logger.info("\(output): \(bank.bands.count) wavelets and the low-pass, \(data.boundWords)")
    }
  }
}

/// The kinds of report, by extension.
enum ReportFormat: String, CaseIterable {
  case html, svg, json

  init(path: String) throws(FileError) {
    let found = NSString(string: path).pathExtension.lowercased()
    guard let format = Self(rawValue: found) else {
      throw FileError(
        .cannotWrite, path, found: found.isEmpty ? "no extension" : "the extension .\(found)",
        expected: "one of the extensions .html, .svg, .json")
    }
    self = format
  }

  func render(_ report: FilterBankReport) throws -> String {
    switch self {
    case .html: report.html()
    case .svg: report.svg()
    case .json: try report.json()
    }
  }
}

extension FilterBankFigureData {
  /// `A = 0.123, B = 1.0109, with decimation B = 1.1253`.
  fileprivate var boundWords: String {
    let decimated = upperBoundWithDecimation.map { ", with decimation B = \($0.rounded(toPlaces: 4))" } ?? ""
    return "A = \(lowerBound.rounded(toPlaces: 4)), B = \(upperBound.rounded(toPlaces: 4))" + decimated
  }
}
