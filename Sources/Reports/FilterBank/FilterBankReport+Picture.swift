extension FilterBankReport {
  /// The figures of the report as one SVG file on its own paper, for a README or a paper.
  public func svg() -> String { picture().file() }

  private func picture() -> Drawing {
    let (width, margin) = (1160.0, 32.0)
    let panels = [
      FrequencyPlaneFigure(data: data).drawing(), littlewoodPaley.heatMap(), littlewoodPaley.lines(),
    ]
    let gallery = WaveletGallery(data: data).drawing()
    let inner = width - 2 * margin
    let step = inner / Double(panels.count)
    let rowTop = 112.0
    let galleryTop = rowTop + 44 + panels[0].height * (step - 12) / panels[0].width
    let height = galleryTop + 16 + gallery.height * inner / gallery.width + margin
    let shapes = panels.enumerated().flatMap { index, panel in
      titled(panel, x: margin + Double(index) * step, y: rowTop, width: step - 12)
    }
    return Drawing(
      width: width, height: height, title: words.title,
      description: words.configuration + " " + words.verdict,
      content: [paper(width: width, height: height)] + heading(x: margin) + shapes
        + titled(gallery, x: margin, y: galleryTop, width: inner))
  }

  private func paper(width: Double, height: Double) -> Element {
    let frame = Rectangle(x: 0.5, y: 0.5, width: width - 1, height: height - 1)
    return .rectangle(frame, radius: 12, class: "\(ThemeColor.paper.fill) \(ThemeColor.rule.stroke)")
  }

  private func heading(x: Double) -> [Element] {
    [
      .words(words.title, at: Point(x, 50), class: "strong \(ThemeColor.ink.fill)").with("font-size", 26),
      .words(boundsLine, at: Point(x, 78), class: ThemeColor.soft.fill).with("font-size", 15),
    ]
  }

  private var boundsLine: String {
    let bounds = words.cards.map { "\($0.name) = \($0.number.text)" }.joined(separator: ",  ")
    return "A‖x‖² ≤ ‖Wx‖² ≤ B‖x‖²  with  \(bounds);  \(summary.normalization) normalization"
  }

  private func titled(_ drawing: Drawing, x: Double, y: Double, width: Double) -> [Element] {
    [
      .words(drawing.title, at: Point(x, y), class: "strong \(ThemeColor.ink.fill)").with("font-size", 15),
      drawing.placed(x: x, y: y + 14, width: width),
    ]
  }
}
