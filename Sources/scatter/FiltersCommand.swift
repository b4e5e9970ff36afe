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
      The extension decides: .html is a page that opens offline, .svg one picture, .json the numbers. The filters are sampled on a grid of \
      --size: its axes tell whether they are those of time series (8192), images (64x64) or volumes (32x32x32). Each side is a multiple of \
      2^J, of time series of 2^J and of T.
      """)

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The file to write: .html, .svg or .json.", valueName: "file"),
    completion: .file(extensions: ["html", "svg", "json"]))
  var output: String

  @Option(
    help: ArgumentHelp(
      "The grid of frequencies, a number an axis; unless given 8192 for time series, 64x64 for images, 32x32x32 for volumes.",
      valueName: "N|HxW|DxHxW"))
  var size: SignalSize?

  @Option(
    help: """
      The axes of signals, 1 to 3: time series, images, volumes. Unless given those of --size; without it 2, but 1 with --wavelets joint.
      """)
  var rank: Int?

  @Option(help: ArgumentHelp("Samples a second of time series, for frequencies in Hz.", valueName: "Hz"))
  var sampleRate: Double?

  @OptionGroup(title: "The filters") var bank: BankOptions
  @OptionGroup(title: "Messages") var messages: Messages

  func validate() throws {
    guard bank.normalization != .nonexpansivePadded else {
      throw ValidationError(
        "--normalization is nonexpansive-padded, which depends on images and their padding; the filters are those of nonexpansive."
      )
    }
    try rank.map { try check("--rank", $0, in: 1...3) }
    guard rank == nil || rank == grid.rank else {
      throw ValidationError("--rank is \(rank!), but --size \(grid) has \(grid.rank) axes.")
    }
    try checkSampleRate(sampleRate, rank: grid.rank)
    try checkGrid()
    _ = try ofOptions { () throws(ScatteringError) in try transform() }
  }

  private func checkGrid() throws {
    let choice = bank.choices(rank: grid.rank)[0]
    let exponent =
      grid.rank == 1 ? max(choice.scales, averagingExponent) : choice.wavelets.isDecimated ? choice.scales : 0
    guard grid.dimensions.allSatisfy({ $0 % (1 << exponent) == 0 }) else {
      throw ValidationError(
        "--size is \(grid), but each side must be a multiple of 2^\(exponent).")
    }
    let filters = choice.filterCount + 1
    guard grid.count <= Self.sampleLimit / filters else {
      throw ValidationError(
        """
        --size is \(grid), but with \(filters) filters it must be at most \
        \(grouped(Self.sampleLimit / filters)) samples.
        """)
    }
  }

  /// The base-2 logarithm of T, rounded down; 0 where it is 2^J.
  private var averagingExponent: Int {
    guard case .samples(let count) = bank.averaging else { return 0 }
    return Int.bitWidth - 1 - count.leadingZeroBitCount
  }

  /// The most samples of all filters; drawn, each has taken some 30 bytes.
  private static let sampleLimit = 1 << 25

  private var grid: Shape {
    size?.shape ?? [[8192], [64, 64], [32, 32, 32]][(rank ?? (bank.wavelets == .joint ? 1 : 2)) - 1]
  }

  /// The transform whose bank stands on the grid itself; which paths there are does not matter.
  private func transform() throws(ScatteringError) -> ScatteringConfiguration {
    try bank.configuration(for: grid, maxOrder: max(1, bank.quality?.items.count ?? 1), padding: .periodic)
  }

  func run() throws {
    let format = try ReportFormat(path: output)
    let report = report(try transform())
    try AtomicFile.write(format.render(report), to: output)
    messages.logger.info(
      "\(output): \(report.waveletCount) wavelets and the low-pass, \(report.boundText)")
  }

  private func report(_ configuration: ScatteringConfiguration) -> any BankReport {
    guard grid.rank == 2 else {
      return ResponseReport(ResponseBank(configuration, sampleRate: sampleRate))
    }
    return FilterBankReport(
      FilterBankFigureData(
        FilterBank(configuration), oversampling: bank.oversampling, normalization: bank.normalization))
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

  func render(_ report: any BankReport) throws -> String {
    switch self {
    case .html: report.html()
    case .svg: report.svg()
    case .json: try report.json()
    }
  }
}

extension BankParameters {
  /// The filters of the bands of all orders.
  fileprivate var filterCount: Int {
    wavelets.layers(scales: scales).joined().reduce(0) { $0 + $1.components.count }
  }
}
