import Stability

extension StabilityPage {
  var summary: Section {
    let words = StabilityWords(findings)
    let tables = StabilityTables(report)
    return Section(
      "Summary",
      blocks: [CardRow(words.cards), Notices(words.notices, areWarnings: words.areWarnings)]
        + [tables.overview].compactMap(\.self))
  }

  var curves: Section? {
    let curves = StabilityCurves(report, styles: styles)
    guard !curves.figures.isEmpty else { return nil }
    return Section(
      "Stability curves",
      introduction: "How far each representation moves, as a share of the image’s norm, against the size of "
        + "the deformation. All figures share their axes; an arrow says that a curve ends below them. "
        + "A worst case is the largest distance that a search found, a lower bound of the true one. A certificate bounds from above "
        + "how far the one deformation found moves its image; another of the same size may move an image further.",
      blocks: [StabilityControls(report, styles: styles).block, FigureRow(curves.figures)])
  }

  var networks: Section? { NetworkSection(findings, styles: styles)?.section }

  var frequencies: Section? {
    let curves = FrequencyCurves(report: report, styles: styles)
    guard let figure = curves.figure else { return nil }
    return Section(
      "Dilation and frequency",
      introduction: [
        "A dilation by \(curves.rate) moves every frequency by \(curves.rate) of itself: far where it is high. The Fourier modulus "
          + "has one width everywhere; the bands of wavelets widen with frequency.",
        FrequencyWords(report: report).sentence,
      ].compactMap(\.self).joined(separator: " "), blocks: [FigureRow([figure])])
  }

  var pictures: Section? {
    let images = PictureGrid.grids(of: report, styles: styles)
    guard !images.isEmpty else { return nil }
    return Section(
      "Deformed images",
      introduction: "What the deformations look like. Below each picture stands how far each representation "
        + "of it lies from that of the undeformed image, as a share of the image’s norm.",
      blocks: images.flatMap { [Heading($0.image), $0] as [any PageBlock] })
  }

  var bank: Section {
    let card = BankCard(
      bank: report.bank, constant: findings.lipschitzConstant, padding: report.parameters.padding)
    return Section(
      "Filter bank", introduction: card.introduction,
      blocks: [CardRow(card.cards), FigureRow([card.energy, card.constants])])
  }

  var constants: Section {
    let tables = StabilityTables(report)
    return Section(
      "Constants",
      introduction:
        "C of distance ≈ C · K(τ), fitted to the random deformations of this run, and the largest ratio among them: "
        + "measurements, not bounds.",
      blocks: [tables.fits, tables.deformations].compactMap(\.self))
  }

  var measurements: Section {
    Section(
      "Measurements",
      introduction: "Distances are shares of the image’s norm, medians over images of medians over fields, "
        + "with 95 % intervals by bootstrap over images.",
      blocks: StabilityTables(report).rows + [StabilityTables(report).frequencies].compactMap(\.self))
  }

  var method: Section {
    let method = MethodTables(report)
    return Section(
      "How it was measured", introduction: "swift-scattering \(report.version), schema \(report.schema).",
      blocks: [method.parameters, method.representations, method.inputs, method.timings].compactMap(\.self))
  }
}
