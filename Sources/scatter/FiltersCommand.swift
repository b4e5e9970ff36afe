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
      The extension decides: .html is a page that opens offline, .svg one picture, .json the numbers. The filters are \
      sampled on a grid of --size, each side a multiple of 2^J.
      """)

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The file to write: .html, .svg or .json.", valueName: "file"),
    completion: .file(extensions: ["html", "svg", "json"]))
  var output: String

  @Option(help: ArgumentHelp("The grid of frequencies.", valueName: "HxW"))
  var size = ImageSize(argument: "64x64")!

  @OptionGroup(title: "The filters") var bank: BankOptions
  @OptionGroup(title: "Messages") var messages: Messages

  func validate() throws {
    guard bank.normalization != .nonexpansivePadded else {
      throw ValidationError(
        "--normalization is nonexpansive-padded, which depends on images and their padding; the filters are those of nonexpansive."
      )
    }
    let choice = bank.choices(rank: 2)[0]
    guard size.shape.dimensions.allSatisfy({ $0 % (1 << choice.scales) == 0 }) else {
      throw ValidationError(
        "--size is \(size.shape), but each side must be a multiple of 2^\(choice.scales).")
    }
    let filters = choice.wavelets.layers(scales: choice.scales)[0].count + 1
    guard size.shape.count <= Self.sampleLimit / filters else {
      throw ValidationError(
        """
        --size is \(size.shape), but with \(filters) filters it must be at most \
        \(grouped(Self.sampleLimit / filters)) samples.
        """)
    }
  }

  /// The most samples of all filters; drawn, each has taken some 30 bytes.
  private static let sampleLimit = 1 << 25

  func run() throws {
    let format = try ReportFormat(path: output)
    let choice = bank.choices(rank: 2)[0]
    guard case .morlet2D(let orientations) = choice.wavelets else { preconditionFailure("\(choice)") }
    var filters = FilterBank.morlet2D(grid: size.shape, scales: choice.scales, orientations: orientations)
    switch bank.normalization {
    case .kymatio: break
    case .littlewoodPaley: filters = filters.littlewoodPaleyNormalized()
    case .nonexpansive, .nonexpansivePadded: filters = filters.nonexpansive(oversampling: bank.oversampling)
    }
    let data = FilterBankFigureData(
      filters, oversampling: bank.oversampling, normalization: bank.normalization)
    try AtomicFile.write(format.render(FilterBankReport(data)), to: output)
    messages.logger.info("\(output): \(filters.bands.count) wavelets and the low-pass, \(data.boundText)")
  }
}

/// The kinds of report, by extension.
enum ReportFormat: String, CaseIterable {
  case html, svg, json

  init(path: String) throws(FileError) {
    guard let format = Self(rawValue: NSString(string: path).pathExtension.lowercased()) else {
      throw .unknownExtension(.cannotWrite, path, choices: Self.allCases.map(\.rawValue))
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
  fileprivate var boundText: String {
    let decimated = upperBoundWithDecimation.map { ", with decimation B = \($0.rounded(toPlaces: 4))" } ?? ""
    return "A = \(lowerBound.rounded(toPlaces: 4)), B = \(upperBound.rounded(toPlaces: 4))" + decimated
  }
}
