import Comparison
import Plots

/// A comparison of classifiers as one HTML file, and as the JSON document that it is drawn from.
///
/// The page states no number that is not in the report or computed from it by ranking, ratios, fits of a power and the
/// closed form of Gaussian layers (`ComparisonFindings`). A section without measurements is left out. Cost: the report's size.
public struct ComparisonPage: Sendable {
  public let report: ComparisonReport

  public init(_ report: ComparisonReport) { self.report = report }

  var styles: ComparisonStyles { ComparisonStyles(report) }

  /// The report as JSON text (`Docs/ComparisonReport.md`): keys sorted, numbers exact, one line. What is not
  /// finite stands as the strings `NaN`, `Infinity` and `-Infinity`, for JSON has no such numbers.
  public func json() -> String { ReportDocument(report).text }

  /// The whole report as one HTML file, with the JSON document and the table inside.
  public func html() -> String {
    let text = ComparisonText(report)
    return Page(
      title: text.title, kind: "Comparison of classifiers", lead: text.lead,
      sections: [
        summary, fewLabels, cost, stability, bounds, shifts, deformedAccuracy, certifiedFamilies,
        gaussianLayers, geometry, generalisation, covers, training, method,
      ].compactMap(\.self),
      note: text.note,
      script: .measuring(facts: MarkerFacts.comparison, json: json(), csv: ComparisonTable(report).csv())
    ).html()
  }
}

extension ComparisonPage {
  var summary: Section {
    let text = ComparisonText(report)
    return Section(
      "Summary",
      blocks: (text.cards.isEmpty ? [] : [CardRow(text.cards)])
        + [Notices(text.notices, areWarnings: text.areWarnings)])
  }

  var fewLabels: Section? {
    guard !report.learning.isEmpty else { return nil }
    let figures = LearningFigures(report, styles: styles)
    return Section(
      "Few labels",
      introduction:
        "Test error against the number of labels learned from. Colours are families: scattering, networks, networks on "
        + "scattering, pixels. Tuning: \(report.parameters.tuning.asSentence)",
      blocks: [figures.controls, FigureRow(figures.figures, isBroad: true)]
        + [
          LearningTables(report: report, styles: styles).errors,
          LearningTables(report: report, styles: styles).comparisons,
        ].compactMap(\.self))
  }

  var cost: Section? {
    let figures = CostFigures(report, styles: styles).figures
    let tables = LearningTables(report: report, styles: styles)
    let blocks: [any PageBlock] =
      (figures.isEmpty ? [] : [FigureRow(figures, isBroad: true)])
      + [tables.methods, tables.trainings].compactMap(\.self)
    guard !blocks.isEmpty else { return nil }
    return Section(
      "Cost", introduction: "What accuracy costs, in seconds on the machine of this run and in numbers.",
      blocks: blocks)
  }

  var stability: Section? {
    guard !report.layers.isEmpty else { return nil }
    let figures = LayerFigures(rows: report.layers, styles: styles)
    let tables = LayerTables(styles: styles)
    let options = figures.settings.map { setting in
      Choice.Option(
        label: setting.text,
        blocks: [
          FigureRow(figures.figures(at: setting), isBroad: true),
          tables.rows(figures.rows(at: setting), at: setting),
        ])
    }
    return Section(
      "Stability, layer by layer",
      introduction:
        "How each layer responds to a deformation of its image. All kinds and sizes share the axes of a measure. "
        + LayerText(figures).sentence,
      blocks: [
        Controls(groups: [
          styles.keys(report.layers.map(\.network), stroked: false),
          [Controls.Key("95 % interval", layer: "band", sample: .band)],
        ]), Choice(id: "layers", label: "Deformation", options: options, first: figures.first),
      ])
  }

  var bounds: Section? {
    guard !report.bounds.isEmpty else { return nil }
    return Section(
      "Proven constants",
      introduction:
        "What is proven of the layers, whatever the image: the largest singular value of each, their product, and the least constant of all "
        + "up to each layer.",
      blocks: [
        FigureRow(BoundFigures(bounds: report.bounds, styles: styles).figures, isBroad: true),
        LayerTables(styles: styles).bounds(report.bounds),
      ])
  }

  var shifts: Section? {
    guard !report.consistency.isEmpty else { return nil }
    let figures = ShiftFigures(report: report, styles: styles)
    return Section(
      "Shift consistency",
      introduction: "How often a method gives two shifts of one image one class, right or wrong.",
      blocks: [FigureRow(figures.consistency, isBroad: true), figures.consistencyTable])
  }

  var deformedAccuracy: Section? {
    guard !report.deformedAccuracy.isEmpty else { return nil }
    let figures = ShiftFigures(report: report, styles: styles)
    return Section(
      "Accuracy under deformation",
      introduction:
        "Accuracy on deformed test images against the size of the deformation, and below it the accuracy that is proven for "
        + "every deformation of the size.",
      blocks: [figures.controls, FigureRow(figures.accuracy, isBroad: true), figures.accuracyTable])
  }

  var certifiedFamilies: Section? {
    guard !report.certifiedFamilies.isEmpty else { return nil }
    return Section(
      "Certified classes",
      introduction:
        "The share of test images that are proven to keep their right class under every deformation of a family, by branch and bound over its "
        + "parameters, beside the share for which no wrong one was found. What lies between was left open.",
      blocks: [FamilyTable(rows: report.certifiedFamilies, styles: styles).table])
  }

  var gaussianLayers: Section? {
    guard !report.gaussianLayers.isEmpty else { return nil }
    let figures = GaussianFigures(report.gaussianLayers, fits: report.gaussianFits)
    return Section(
      "Random Gaussian layers",
      introduction:
        "Behind a random rectifier layer the expected distance and angle of two vectors have a closed form; the wider the "
        + "layer, the less a draw deviates from it. "
        + GaussianFindings(rows: report.gaussianLayers).sentence,
      blocks: (figures.figures.isEmpty ? [] : [FigureRow(figures.figures, isBroad: true)]) + figures.tables)
  }

  var geometry: Section? {
    guard !report.geometry.isEmpty else { return nil }
    let figures = GeometryFigures(rows: report.geometry, styles: styles)
    return Section(
      "Geometry through the layers",
      introduction: "How far apart images of one class and of two classes lie at each layer.",
      blocks: [figures.controls, FigureRow(figures.figures), figures.table])
  }

  var generalisation: Section? {
    guard !report.generalisation.isEmpty else { return nil }
    let figures = GeneralisationFigures(rows: report.generalisation, styles: styles)
    return Section(
      "Generalisation",
      introduction:
        "Margins, Jacobians and bounds compared with the gap between training and test, as the training set grows. "
        + GeneralisationText(rows: report.generalisation).sentence,
      blocks: [figures.controls, FigureRow(figures.figures, isBroad: true), figures.table]
        + [figures.bounds].compactMap(\.self))
  }

  var covers: Section? {
    guard !report.covers.isEmpty else { return nil }
    return Section(
      "Covers and invariance",
      introduction:
        "How many balls cover images, all their shifts, and the images up to shifts: what an invariance saves a learner.",
      blocks: [CoverTable(rows: report.covers, styles: styles).table])
  }

  var training: Section? {
    let curves = report.curves.filter { !$0.epochs.isEmpty }
    guard !curves.isEmpty else { return nil }
    let figures = TrainingFigures(curves: curves)
    return Section(
      "Training", introduction: "The course of each network’s training.",
      blocks: [figures.choice, figures.table])
  }

  var method: Section {
    let method = ComparisonMethod(report)
    return Section(
      "How it was measured",
      introduction: "swift-scattering \(report.version), schema \(report.schema).",
      blocks: (method.glossary.entries.isEmpty ? [] : [method.glossary])
        + [method.command].compactMap(\.self)
        + [method.run, method.dataset, method.files, method.parameters, method.timings].compactMap(\.self))
  }
}

extension String {
  /// The text with a full stop.
  var asSentence: String { isEmpty || ".!?".contains(last ?? " ") ? self : self + "." }
}
