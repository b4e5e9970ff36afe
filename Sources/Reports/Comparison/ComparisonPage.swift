import Comparison

/// A comparison of classifiers as one HTML file, and as the JSON document that it is drawn from.
///
/// The page states no number that is not in the report or computed from it by ranking, ratios, fits of a power and the closed form of
/// Gaussian layers (`ComparisonFindings`). A section without measurements is left out. Cost: the report's size.
public struct ComparisonPage: Sendable {
  public let report: ComparisonReport

  public init(_ report: ComparisonReport) { self.report = report }

  var styles: ComparisonStyles { ComparisonStyles(report) }

  /// The report as JSON text (`Docs/ComparisonReport.md`): keys sorted, numbers exact, one line. What is not
  /// finite stands as the strings `NaN`, `Infinity` and `-Infinity`, for JSON has no such numbers.
  public func json() -> String { ReportDocument(report).text }

  /// The whole report as one HTML file, with the JSON document and the table inside.
  public func html() -> String {
    let words = ComparisonWords(report)
    return Page(
      title: words.title, kind: "Comparison of classifiers", lead: words.lead,
      sections: [
        summary, fewLabels, cost, stability, bounds, shifts, deformedAccuracy, gaussianLayers, geometry,
        generalisation, covers, training, method,
      ].compactMap(\.self),
      note: words.note, script: .comparison(json: json(), csv: ComparisonTable(report).csv())
    ).html()
  }
}
