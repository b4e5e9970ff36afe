import Files
import Plots
import Stability

/// A report of deformation stability as one HTML file, and as the JSON document that it is drawn from.
///
/// The page states no number that is not in the report or computed from it by ranking, medians and ratios
/// (`StabilityFindings`). Cost: the report's size; pictures become PNG files inside the page.
public struct StabilityPage: Sendable {
  public let report: StabilityReport

  public init(_ report: StabilityReport) { self.report = report }

  private var noun: SignalNoun { report.noun }
  var findings: StabilityFindings { StabilityFindings(report) }
  var styles: RepresentationStyles { RepresentationStyles(report) }

  /// The report as JSON text (`Docs/StabilityReport.md`): keys sorted, numbers exact, one line. What is not
  /// finite stands as the strings `NaN`, `Infinity` and `-Infinity`, for JSON has no such numbers.
  public func json() -> String { ReportDocument(report).text }

  /// The whole report as one HTML file, with the JSON document and the table inside.
  public func html() -> String {
    let text = StabilityText(findings)
    return Page(
      title: text.title, kind: "Deformation stability", lead: text.lead,
      sections: [summary, curves, networks, frequencies, pictures, bank, constants, measurements, method]
        .compactMap(\.self),
      note: text.note,
      script: .measuring(facts: MarkerFacts.stability, json: json(), csv: StabilityTable(report).csv())
    ).html()
  }
}

extension StabilityPage {
  var summary: Section {
    let text = StabilityText(findings)
    let tables = StabilityTables(report)
    return Section(
      "Summary",
      blocks: [CardRow(text.cards), Notices(text.notices, areWarnings: text.areWarnings)]
        + [tables.overview, tables.excesses].compactMap(\.self))
  }

  var curves: Section? {
    let curves = StabilityCurves(report, styles: styles)
    guard !curves.figures.isEmpty else { return nil }
    return Section(
      "Stability curves",
      introduction:
        "How far each representation moves, relative to the \(noun.singular)’s norm, against the size of "
        + "the deformation. All figures share their axes; an arrow says that a curve ends below them. A worst case is the "
        + "largest distance that a search found, a lower bound of the true one. A certificate is an upper bound "
        + "for the one deformation found, or for those drawn where none was searched; another of the same size may move a "
        + "representation further. \(familyText)",
      blocks: [StabilityControls(report, styles: styles).block, FigureRow(curves.figures)])
  }

  /// What a bound over a family is.
  private var familyText: String {
    guard report.rank < 3 else {
      return
        "A bound over the family holds for every field that moves no voxel further, of whatever kind, and is wide."
    }
    return "A bound over the family holds for every deformation of the kind and size: it is close for "
      + (report.rank == 1
        ? "translations and dilations, and wide for elastic fields."
        : "translations, rotations, dilations and shears, and wide for elastic and rough fields.")
  }

  var networks: Section? { NetworkSection(findings, styles: styles)?.section }

  var frequencies: Section? {
    let curves = FrequencyCurves(report: report, styles: styles)
    guard let figure = curves.figure else { return nil }
    return Section(
      "Dilation and frequency",
      introduction: [
        "A dilation by \(curves.rate) moves every frequency by \(curves.rate) of itself: far where it is high. The Fourier "
          + "modulus has one width everywhere; the bands of wavelets widen with frequency.",
        FrequencyFindings(report)?.sentence,
      ].compactMap(\.self).joined(separator: " "), blocks: [FigureRow([figure])])
  }

  var pictures: Section? {
    let images = PictureGrid.grids(of: report, styles: styles)
    guard !images.isEmpty else { return nil }
    return Section(
      "Deformed \(noun.plural)",
      introduction: "What the deformations look like. Below each picture stands how far each representation "
        + "of it lies from that of the undeformed \(noun.singular), relative to the \(noun.singular)’s norm.",
      blocks: images.flatMap { [Heading($0.image), $0] as [any PageBlock] })
  }

  var bank: Section {
    let cards = report.banks.map { bank in
      BankCard(
        bank: bank, constant: findings.lipschitzConstant(of: bank.representation),
        padding: report.parameters.padding, noun: noun)
    }
    guard cards.count == 1 else {
      return Section(
        "Filter banks", introduction: "What is proven of each transform, whatever the \(noun.singular).",
        blocks: [BankTable(cards: cards, styles: styles).table])
    }
    return Section("Filter bank", introduction: cards[0].introduction, blocks: cards[0].blocks)
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
      introduction:
        "Distances are relative to the \(noun.singular)’s norm, medians over \(noun.plural) of medians over fields"
        + (report.parameters.imageCount > 1
          ? ", with 95 % intervals by bootstrap over \(noun.plural). R = D / G whether D and G are divided by the mean or by the median of squared "
            + "distances between \(noun.plural)."
          : "; one \(noun.singular) has no intervals, and no D and G, which compare \(noun.plural)."),
      blocks: StabilityTables(report).rows + [StabilityTables(report).frequencies].compactMap(\.self))
  }

  var method: Section {
    let method = MethodTables(report)
    return Section(
      "How it was measured", introduction: "swift-scattering \(report.version), schema \(report.schema).",
      blocks: (method.command.map { [$0] } ?? [])
        + [method.run, method.parameters, method.representations, method.inputs, method.timings]
        .compactMap(\.self) as [any PageBlock])
  }
}
