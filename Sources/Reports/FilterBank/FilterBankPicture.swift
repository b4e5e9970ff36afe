import Plots

/// The figures of a report on one sheet of paper: three panels, and the wavelets below them.
struct FilterBankPicture {
  let report: FilterBankReport

  private let width = 1160.0
  private let margin = 32.0
  private let panelTop = 112.0
  private let panelGap = 12.0

  func drawing() -> Drawing {
    let text = report.text
    return Drawing(
      width: width, height: height, title: text.title,
      description: "\(text.configuration) \(text.verdict)",
      content: [paper] + heading + panelRow + titled(gallery, x: margin, y: galleryTop, width: inner))
  }

  private var gallery: Drawing { WaveletGallery(data: report.data).drawing() }

  private var panels: [Drawing] {
    [
      FrequencyPlaneFigure(data: report.data).drawing(), report.littlewoodPaley.heatMap(),
      report.littlewoodPaley.lines(),
    ]
  }

  private var inner: Double { width - 2 * margin }
  private var panelWidth: Double { inner / 3 - panelGap }
  private var galleryTop: Double { panelTop + 44 + Self.height(of: panels[0], width: panelWidth) }
  private var height: Double { galleryTop + 16 + Self.height(of: gallery, width: inner) + margin }

  private static func height(of drawing: Drawing, width: Double) -> Double {
    drawing.height * width / drawing.width
  }

  private var paper: Element {
    let sheet = Rectangle(x: 0.5, y: 0.5, width: width - 1, height: height - 1)
    return .rectangle(sheet, radius: 12, class: "\(ThemeColor.paper.fill) \(ThemeColor.rule.stroke)")
  }

  private var heading: [Element] {
    [
      .text(report.text.title, at: Point(margin, 50), class: "strong \(ThemeColor.ink.fill)")
        .with("font-size", 26),
      .text(bounds, at: Point(margin, 78), class: ThemeColor.soft.fill).with("font-size", 15),
    ]
  }

  private var bounds: String {
    let bounds = report.text.cards.map { "\($0.name) = \($0.number.text)" }.joined(separator: ", ")
    return "A‖x‖² ≤ ‖Wx‖² ≤ B‖x‖² with \(bounds); \(report.summary.normalization) normalization"
  }

  private var panelRow: [Element] {
    panels.enumerated().flatMap { index, panel in
      titled(panel, x: margin + Double(index) * (panelWidth + panelGap), y: panelTop, width: panelWidth)
    }
  }

  private func titled(_ drawing: Drawing, x: Double, y: Double, width: Double) -> [Element] {
    [
      .text(drawing.title, at: Point(x, y), class: "strong \(ThemeColor.ink.fill)").with("font-size", 15),
      drawing.placed(x: x, y: y + 14, width: width),
    ]
  }
}
