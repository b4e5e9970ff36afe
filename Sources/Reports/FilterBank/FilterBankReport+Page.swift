extension FilterBankReport {
  /// The whole report as one HTML file.
  public func html() -> String {
    Page(
      title: words.title, kind: "Filter bank", lead: [words.configuration, words.verdict],
      sections: [bounds, frequencies, wavelets, bands], note: words.note
    ).html()
  }

  private var bounds: Section {
    Section(
      "Frame bounds", introduction: "How much of an image’s energy the filters return, at least and at most.",
      blocks: [CardRow(words.cards)])
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
      .keyed("\(band.scale)", .series(band.scale)), .words("\(band.orientation)"),
      .number(Number(band.angleDegrees, decimals: 2)), .number(Number(band.centerFrequency, decimals: 4)),
      .number(Number(band.bandwidth, decimals: 4)),
    ]
  }
}
