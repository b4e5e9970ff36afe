import Stability

/// One layer of a network, and its row under one kind and amplitude.
struct NetworkLayerRow {
  let summary: RepresentationSummary
  let row: StabilityRow
  /// The place of the row in the report.
  let offset: Int

  var depth: Int { summary.role.place?.depth ?? 0 }

  func cells(_ network: String, _ styles: RepresentationStyles) -> [Table.Cell] {
    [
      .keyed(network, styles.color(summary.name)), .words(summary.role.place?.layer ?? summary.name),
      .number(Number(Double(depth), decimals: 0)), .number(Number(Double(summary.dimension), decimals: 0)),
      .measured(row.relativeStability),
      .measured(row.deformationSensitivity?.median),
      .measured(row.noiseSensitivity?.median), .measured(row.randomMaximum),
      .measured(row.worstCase), .measured(row.certificate),
      .measured(summary.lipschitzConstant),
    ]
  }
}
