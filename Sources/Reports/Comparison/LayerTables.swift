import Comparison
import Plots
import Stability

/// Every layer under every deformation, and what is proven of it.
struct LayerTables {
  let styles: ComparisonStyles

  func rows(_ rows: [LayerRow], at setting: LayerFigures.Setting) -> Table {
    Table(
      caption:
        "\(setting.text): R, D and G with 95 % intervals over images; distances relative to the image’s norm, medians over the "
        + "searched images.",
      columns: [
        "Network", "Layer", "Depth", "R", "D", "G", "Random max", "Worst case", "Certificate", "In order",
      ],
      rows: rows.map { row in
        [
          styles.cell(row.network), .text(row.layer), .number(Number(Double(row.depth), decimals: 0)),
          .measured(row.relativeStability), .measured(row.deformationSensitivity),
          .measured(row.noiseSensitivity),
          .measured(row.randomMaximum), .measured(row.worstCase), .measured(row.certificate),
          .text(row.isOrdered ? "yes" : "no"),
        ]
      }, textColumns: [1, 9], isSortable: true, isLarge: true)
  }

  func bounds(_ bounds: [LayerBound]) -> Table {
    Table(
      caption:
        "Lipschitz constants that are proven: of each layer alone; of everything up to it as their product, and the least.",
      columns: ["Network", "Layer", "Depth", "Norm", "Product", "Least proven"],
      rows: bounds.map {
        [
          styles.cell($0.network), .text($0.layer), .number(Number(Double($0.depth), decimals: 0)),
          .measured($0.norm), .measured($0.product), .measured($0.constant),
        ]
      }, textColumns: [1], isSortable: true, isLarge: true)
  }
}
