import Comparison
import Plots

/// The table of classes certified under whole families of deformations.
struct FamilyTable {
  let rows: [CertifiedFamilyRow]
  let styles: ComparisonStyles

  var table: Table {
    Table(
      caption:
        "Test images in per cent: right as they are, right under every deformation tried, and proven right under all deformations of the "
        + "family. Images are deformed by the reference warp, mirrored beyond their edges.",
      columns: [
        "Method", "Every", "Images", "Right (%)", "Right under the worst found (%)", "Certified (%)",
        "Deformations an image",
      ],
      rows: rows.map { row in
        [
          styles.cell(row.method), .text(row.familyText), .number(Number(Double(row.imageCount))),
          .number(LearningTables.percent(row.accuracy)), .number(LearningTables.percent(row.worstAccuracy)),
          .number(LearningTables.percent(row.certified)), .number(Number(row.evaluations.rounded())),
        ]
      }, textColumns: [1], isSortable: true, isLarge: true)
  }
}

extension CertifiedFamilyRow {
  /// The family in words, such as `rotation by up to 10 degrees`.
  var familyText: String {
    switch kind {
    case .rotation: "rotation by up to \(size.shortText) degrees"
    case .translation: "translation by up to \(size.shortText) px along both axes"
    default: "zoom by up to \((100 * size).shortText) %"
    }
  }
}
