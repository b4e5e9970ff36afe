import Plots
import Scattering

/// What there is to know of a bank over one axis of frequency, as a page, as one picture, and as numbers.
public struct ResponseReport: BankReport, Sendable {
  public let bank: ResponseBank

  public init(_ bank: ResponseBank) { self.bank = bank }

  private var text: ResponseText { ResponseText(bank: bank) }
  private var figures: ResponseFigures { ResponseFigures(bank: bank) }

  public func html() -> String {
    Page(
      title: text.title, kind: "Filter bank", lead: [text.configuration, text.verdict],
      sections: [bounds, responses, sums, bands], note: text.note,
      script: .pointing()
    ).html()
  }

  /// The figures on one sheet of paper.
  public func svg() -> String {
    Sheet(
      title: text.title, subtitle: "\(boundText); \(bank.normalization) normalization",
      rows: bank.panels.map { [figures.responses($0)] } + axes.map { [figures.sums($0)] }
    ).drawing(description: "\(text.configuration) \(text.verdict)").file()
  }

  public func json() throws -> String { try prettyJSON(bank) }

  public var waveletCount: Int { bank.panels.reduce(0) { $0 + $1.bands.count * ($1.directions ?? 1) } }

  /// `order 1: A = 0.123, B = 1.0109` and so on, a sum after the other.
  public var boundText: String {
    bank.sums.map { sum in
      let decimated =
        sum.boundsWithDecimation.map { ", with decimation B = \($0.upper.text(significant: 4))" } ?? ""
      return "\(sum.name): A = \(sum.bounds.lower.text(significant: 4)), "
        + "B = \(sum.bounds.upper.text(significant: 4))" + decimated
    }.joined(separator: "; ")
  }

  /// The axes that sums are over, in their order.
  private var axes: [ResponseAxis] {
    bank.sums.map(\.axis).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  private var bounds: Section {
    Section(
      "Frame bounds", introduction: "How much of a signal’s energy the filters return, at least and at most.",
      blocks: [CardRow(text.cards)])
  }

  private var responses: Section {
    Section(
      "In frequency",
      blocks: bank.panels.map { Figure(figures.responses($0), caption: text.caption($0)) })
  }

  private var sums: Section {
    Section(
      "What they return together",
      blocks: axes.map { Figure(figures.sums($0), caption: text.caption(ofSums: $0)) })
  }

  private var bands: Section {
    Section("Bands", blocks: bank.panels.map { ResponseTable(panel: $0, sampleRate: bank.sampleRate).table })
  }
}

/// The table of the wavelets of one panel.
struct ResponseTable {
  let panel: ResponsePanel
  let sampleRate: Double?

  var table: Table {
    Table(
      caption: "\(panel.name): centre frequency and full width at half the peak.",
      columns: ["Wavelet", "Scale j"] + units.flatMap { ["Centre (\($0.name))", "Bandwidth (\($0.name))"] },
      rows: panel.bands.map(row), isLarge: true)
  }

  /// Cycles a sample, and Hz where the rate is known.
  private var units: [ResponseUnits] {
    let plain = ResponseUnits(axis: panel.axis)
    guard panel.axis == .time, let sampleRate else { return [plain] }
    return [plain, ResponseUnits(axis: .time, sampleRate: sampleRate)]
  }

  private func row(_ band: ResponseBand) -> [Table.Cell] {
    [.keyed(band.name, band.color), .text("\(band.scale)")]
      + units.flatMap { units in
        [band.centerFrequency, band.bandwidth].map { .number(Number($0 * units.factor)) }
      }
  }
}
