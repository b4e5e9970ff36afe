import Stability

/// A report of deformation stability as one HTML file, and as the JSON document that it is drawn from.
///
/// The page states no number that is not in the report or computed from it by ranking, medians and ratios
/// (`StabilityFindings`). Cost: the report's size; pictures become PNG files inside the page.
public struct StabilityPage: Sendable {
  public let report: StabilityReport

  public init(_ report: StabilityReport) { self.report = report }

  var findings: StabilityFindings { StabilityFindings(report) }
  var styles: RepresentationStyles { RepresentationStyles(report) }

  /// The report as JSON text (`Docs/StabilityReport.md`): keys sorted, numbers exact, one line. What is not
  /// finite stands as the strings `NaN`, `Infinity` and `-Infinity`, for JSON has no such numbers.
  public func json() -> String { ReportDocument(report).text }

  /// The whole report as one HTML file, with the JSON document and the table inside.
  public func html() -> String {
    let words = StabilityWords(findings)
    return Page(
      title: words.title, kind: "Deformation stability", lead: words.lead,
      sections: [summary, curves, networks, frequencies, pictures, bank, constants, measurements, method]
        .compactMap(\.self),
      note: words.note, script: .stability(json: json(), csv: StabilityTable(report).csv())
    ).html()
  }
}
