import Plots

/// The figures of a report on one sheet of paper: three panels, and the wavelets below them.
struct FilterBankPicture {
  let report: FilterBankReport

  func drawing() -> Drawing {
    Sheet(
      title: report.text.title, subtitle: bounds,
      rows: [panels, [WaveletGallery(data: report.data).drawing()]]
    ).drawing(description: "\(report.text.configuration) \(report.text.verdict)")
  }

  private var panels: [Drawing] {
    [
      FrequencyPlaneFigure(data: report.data).drawing(), report.littlewoodPaley.heatMap(),
      report.littlewoodPaley.lines(),
    ]
  }

  private var bounds: String {
    let bounds = report.text.cards.map { "\($0.name) = \($0.number.text)" }.joined(separator: ", ")
    return "A‖x‖² ≤ ‖Wx‖² ≤ B‖x‖² with \(bounds); \(report.summary.normalization) normalization"
  }
}
