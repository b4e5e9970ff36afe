import Plots

/// What there is to know of a bank for images, as a page, as one picture, and as numbers.
public struct FilterBankReport: BankReport, Sendable {
  public let data: FilterBankFigureData
  /// The numbers the report states.
  public let summary: FilterBankSummary

  /// Creates the report of a bank.
  ///
  /// - Precondition: every array of `data` has one value for every point of the grid.
  public init(_ data: FilterBankFigureData) {
    data.validate()
    self.data = data
    summary = FilterBankSummary(data)
  }

  var text: FilterBankText { FilterBankText(bank: summary) }

  var littlewoodPaley: LittlewoodPaleyFigures {
    LittlewoodPaleyFigures(data: data, cuts: summary.littlewoodPaleyCuts)
  }

  /// The summary as a JSON file, its keys sorted; every number exact. Throws only if a number is
  /// not finite.
  public func json() throws -> String { try prettyJSON(summary) }

  public var waveletCount: Int { data.bands.count }

  public var boundText: String {
    let decimated =
      data.upperBoundWithDecimation.map { ", with decimation B = \($0.text(decimals: 4))" } ?? ""
    return "A = \(data.lowerBound.text(decimals: 4)), B = \(data.upperBound.text(decimals: 4))" + decimated
  }
}

extension FilterBankReport {
  /// The whole report as one HTML file.
  public func html() -> String {
    Page(
      title: text.title, kind: "Filter bank", lead: [text.configuration, text.verdict],
      sections: [bounds, frequencies, wavelets, bands], note: text.note
    ).html()
  }

  private var bounds: Section {
    Section(
      "Frame bounds", introduction: "How much of an image’s energy the filters return, at least and at most.",
      blocks: [CardRow(text.cards)])
  }

  private var frequencies: Section {
    Section(
      "In frequency",
      blocks: [
        FigureRow([
          Figure(FrequencyPlaneFigure(data: data).drawing(), caption: FrequencyPlaneFigure.caption),
          Figure(littlewoodPaley.heatMap(), caption: LittlewoodPaleyFigures.heatMapCaption),
          Figure(littlewoodPaley.lines(), caption: LittlewoodPaleyFigures.linesCaption),
        ])
      ])
  }

  private var wavelets: Section {
    Section(
      "In space",
      blocks: [Figure(WaveletGallery(data: data).drawing(), caption: WaveletGallery.caption)])
  }

  private var bands: Section {
    Section(
      "Bands",
      blocks: [
        Table(
          caption: "Every wavelet of the bank. Frequencies are in cycles per pixel, 0.5 being the highest; "
            + "the bandwidth is taken at half the peak, along the wave.",
          columns: ["Scale j", "Orientation", "Angle (°)", "Centre frequency", "Bandwidth"],
          rows: summary.bands.map(row))
      ])
  }

  private func row(_ band: BandSummary) -> [Table.Cell] {
    [
      .keyed("\(band.scale)", .series(band.scale)), .text("\(band.orientation)"),
      .number(Number(band.angleDegrees, decimals: 2)), .number(Number(band.centerFrequency, decimals: 4)),
      .number(Number(band.bandwidth, decimals: 4)),
    ]
  }
}

extension FilterBankReport {
  /// The figures of the report as one SVG file on its own paper, for a README or a paper.
  public func svg() -> String { FilterBankPicture(report: self).drawing().file() }
}
