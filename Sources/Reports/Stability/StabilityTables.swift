import Files
import Plots
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

  private var noun: SignalNoun { styles.noun }
  /// R at the middle amplitude: a row a representation, a column a kind.
  var overview: Table? {
    guard let amplitude = findings.amplitude else { return nil }
    let rows = findings.whole.filter { $0.amplitude == amplitude && $0.relativeStability != nil }
    let kinds = DeformationKind.inOrder(rows.map(\.kind))
    guard !kinds.isEmpty else { return nil }
    return Table(
      caption:
        "R, relative stability, at sup|τ| = \(amplitude.shortText) \(noun.unit): below 1, a representation responds "
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

  /// How searches and proofs compare, a row a kind, of the assessed transforms: medians over sizes.
  var excesses: Table? {
    let excesses = findings.excesses
    guard !excesses.isEmpty else { return nil }
    return Table(
      caption:
        "Scattering, by kind: the worst case found over the largest random distance, the certificate of the field found over the worst case, and the "
        + "bound over the whole family over the largest found in it; medians over sizes. Families differ, so there is no figure over all kinds.",
      columns: ["Kind", "Worst case / random", "Certificate / worst case", "Family, bound / found"],
      rows: excesses.map { excess in
        [
          .text(excess.kind.title), .measured(excess.worstOverRandom), .measured(excess.certificateOverWorst),
          .measured(excess.boundOverFound),
        ]
      }, isSortable: true)
  }

  /// Whether there are images enough for intervals over them.
  private var hasIntervals: Bool { report.parameters.imageCount > 1 }

  /// Constants of stability.
  var fits: Table? {
    guard !report.fits.isEmpty else { return nil }
    return Table(
      caption:
        "C fitted by least squares through zero of distance over K(τ), of a transform’s own J\(hasIntervals ? ", with its 95 % interval" : ""); the largest "
        + "ratio of a distance to K(τ); and the slope of log distance over log amplitude, 1 where distance grows as the "
        + "deformation does.",
      columns: ["Representation", "Part", "Kind", "C", "Largest ratio", "Slope"],
      rows: report.fits.map { fit in
        [
          .keyed(fit.representation, styles.color(fit.representation)), .text(fit.part),
          .text(fit.kind.title), .measured(fit.constant), .measured(fit.largestRatio),
          .measured(fit.slope),
        ]
      }, textColumns: [1, 2], isSortable: true, isLarge: true)
  }

  /// The sizes of the random fields.
  var deformations: Table? {
    guard !report.deformations.isEmpty else { return nil }
    let scales = report.parameters.scales
    return Table(
      caption: "The random fields: medians of their sizes, and the share that folds.",
      columns: [
        "Kind", "Amplitude (\(noun.unit))", "Fields", "sup|τ| (\(noun.unit))", "sup|∇τ|",
        "sup|Hτ| (1/\(noun.unit))", "Δτ (\(noun.unit))",
        "min det(I − ∇τ)",
      ] + scales.map { "K(τ)" + (scales.count > 1 ? ", J = \($0)" : "") } + ["Folded"],
      rows: report.deformations.map { summary in
        [
          .text(summary.kind.title), .number(Number(summary.amplitude, as: summary.amplitude.shortText)),
          .text("\(summary.fieldCount)"), .measured(summary.displacement), .measured(summary.gradient),
          .measured(summary.hessian), .measured(summary.oscillation), .measured(summary.minimalDeterminant),
        ]
          + scales.map { scales in .measured(summary.mallatBounds?.first { $0.scales == scales }?.bound) }
          + [.share(summary.foldedShare)]
      }, isSortable: true, isLarge: true)
  }
}

extension StabilityTables {
  /// All rows, one table a kind of deformation; a column of notes where there are any.
  var rows: [any PageBlock] {
    let hasNotes = report.rows.contains { !Self.notes($0).isEmpty }
    return DeformationKind.inOrder(report.rows.map(\.kind)).map { kind in
      Table(
        caption: "\(kind.title). \(kind.explanation(rank: report.rank))",
        columns: rowColumns + (hasNotes ? ["Notes"] : []),
        rows: report.rows.filter { $0.kind == kind }.map { row in
          cells(row) + (hasNotes ? [.text(Self.notes(row))] : [])
        }, textColumns: [1, rowColumns.count], isSortable: true, isLarge: true)
    }
  }

  private var rowColumns: [String] {
    [
      "Representation", "Part", "Amplitude (\(noun.unit))", "Distance", "Random max", "Worst case",
      "Certificate",
      "Family, found", "Family, bound", "Smooth field, bound", "Any field, bound", "Floor", "R",
      "R of medians",
      "D by mean",
      "G by mean", "D by median", "G by median",
    ]
  }

  private func cells(_ row: StabilityRow) -> [Table.Cell] {
    [
      .keyed(row.representation, styles.color(row.representation)), .text(row.part),
      .number(Number(row.amplitude, as: row.amplitude.shortText)), .measured(row.distance),
      .measured(row.randomMaximum), .measured(row.worstCase), .measured(row.certificate),
      .measured(row.familyWorst), .measured(row.familyBound), .measured(row.smoothFieldBound),
      .measured(row.displacementBound),
      .measured(row.interpolationFloor), .measured(row.relativeStability),
      .measured(row.relativeStabilityOfMedians), .measured(row.deformationSensitivityByMean?.median),
      .measured(row.noiseSensitivityByMean?.median), .measured(row.deformationSensitivityByMedian?.median),
      .measured(row.noiseSensitivityByMedian?.median),
    ]
  }

  private static func notes(_ row: StabilityRow) -> String {
    [row.isOrdered ? nil : "not in order", row.isFloorTooHigh ? "floor too high" : nil]
      .compactMap(\.self).joined(separator: ", ")
  }
}

extension StabilityTables {
  /// Distances under one dilation: a row a frequency, a column a representation.
  var frequencies: Table? {
    let responses = report.frequencyResponses
    guard let first = responses.first(where: { !$0.distances.isEmpty }) else { return nil }
    return Table(
      caption: "Distance / ‖x‖ of waves under a dilation by "
        + "\(Format.percent(report.frequencyDilation)), by their frequency.",
      columns: ["Cycles/\(noun.sample)"] + responses.map(\.representation),
      rows: first.distances.map(\.frequency).map { frequency in
        [.number(Number(frequency, as: frequency.shortText))]
          + responses.map { response in
            .measured(response.distances.first { $0.frequency == frequency }?.distance)
          }
      }, isLarge: true)
  }
}
