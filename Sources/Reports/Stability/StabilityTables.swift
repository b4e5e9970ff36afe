import Stability

/// The tables of what was measured.
struct StabilityTables {
  let report: StabilityReport
  let styles: RepresentationStyles
  private let findings: StabilityFindings

  init(_ report: StabilityReport) {
    self.report = report
    (styles, findings) = (RepresentationStyles(report), StabilityFindings(report))
  }

  /// R at the middle amplitude: a row a representation, a column a kind.
  var overview: Table? {
    guard let amplitude = findings.amplitude else { return nil }
    let rows = findings.whole.filter { $0.amplitude == amplitude && $0.relativeStability != nil }
    let kinds = DeformationKind.inOrder(rows.map(\.kind))
    guard !kinds.isEmpty else { return nil }
    return Table(
      caption:
        "R, relative stability, at sup|τ| = \(amplitude.shortText) px: below 1, a representation answers "
        + "less to the deformation than to noise of the same size.",
      columns: ["Representation"] + kinds.map(\.title),
      rows: styles.drawn.map { name in
        [.keyed(name, styles.color(name))]
          + kinds.map { kind in
            .measured(
              rows.first { $0.kind == kind && $0.representation == name }?.relativeStability?.median)
          }
      }, isSortable: true, isLarge: true)
  }

  /// Constants of stability.
  var fits: Table? {
    guard !report.fits.isEmpty else { return nil }
    return Table(
      caption:
        "C fitted by least squares through zero of distance over K(τ), with its 95 % interval; the largest "
        + "ratio of a distance to K(τ); and the slope of log distance over log amplitude, 1 where distance "
        + "grows as the deformation does.",
      columns: ["Representation", "Part", "Kind", "C", "Largest ratio", "Slope"],
      rows: report.fits.map { fit in
        [
          .keyed(fit.representation, styles.color(fit.representation)), .words(fit.part),
          .words(fit.kind.title), .measured(fit.constant), .measured(fit.largestRatio),
          .measured(fit.slope),
        ]
      }, wordColumns: [1, 2], isSortable: true, isLarge: true)
  }

  /// The sizes of the random fields.
  var deformations: Table? {
    guard !report.deformations.isEmpty else { return nil }
    return Table(
      caption: "The random fields: medians of their sizes, and the share that folds.",
      columns: [
        "Kind", "Amplitude (px)", "Fields", "sup|τ| (px)", "sup|∇τ|", "sup|Hτ| (1/px)", "Δτ (px)",
        "min det(I − ∇τ)", "K(τ)", "Folded",
      ],
      rows: report.deformations.map { summary in
        [
          .words(summary.kind.title), .number(Number(summary.amplitude, as: summary.amplitude.shortText)),
          .words("\(summary.fieldCount)"), .measured(summary.displacement), .measured(summary.gradient),
          .measured(summary.hessian), .measured(summary.spread), .measured(summary.minimalDeterminant),
          .measured(summary.mallatBound), .share(summary.foldedShare),
        ]
      }, isSortable: true, isLarge: true)
  }
}
