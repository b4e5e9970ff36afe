import Stability

extension StabilityTables {
  /// All rows, one table a kind of deformation; a column of notes where there are any.
  var rows: [any PageBlock] {
    let hasNotes = report.rows.contains { !Self.notes($0).isEmpty }
    return DeformationKind.inOrder(report.rows.map(\.kind)).map { kind in
      Table(
        caption: "\(kind.title). \(kind.explanation)", columns: Self.rowColumns + (hasNotes ? ["Notes"] : []),
        rows: report.rows.filter { $0.kind == kind }.map { row in
          cells(row) + (hasNotes ? [.words(Self.notes(row))] : [])
        }, wordColumns: [1, Self.rowColumns.count], isSortable: true, isLarge: true)
    }
  }

  private static let rowColumns = [
    "Representation", "Part", "Amplitude (px)", "Distance", "Random max", "Worst case", "Certificate",
    "Floor", "R", "D", "G",
  ]

  private func cells(_ row: StabilityRow) -> [Table.Cell] {
    [
      .keyed(row.representation, styles.color(row.representation)), .words(row.part),
      .number(Number(row.amplitude, as: row.amplitude.shortText)), .measured(row.distance),
      .measured(row.randomMaximum), .measured(row.worstCase), .measured(row.certificate),
      .measured(row.interpolationFloor), .measured(row.relativeStability),
      .measured(row.deformationSensitivity?.median), .measured(row.noiseSensitivity?.median),
    ]
  }

  private static func notes(_ row: StabilityRow) -> String {
    [row.isOrdered ? nil : "not in order", row.isFloorTooHigh ? "floor too high" : nil]
      .compactMap(\.self).joined(separator: ", ")
  }
}
