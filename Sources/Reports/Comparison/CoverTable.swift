import Comparison
import Plots

/// The balls that cover images and their shifts.
struct CoverTable {
  let rows: [CoverRow]
  let styles: ComparisonStyles

  var table: Table {
    Table(
      caption:
        "Balls around points of the set they cover, their radius relative to the median distance of two images: a greedy "
        + "cover, from above, and a packing, from below, of the smallest number. A dash: shifts do not keep distances there.",
      columns: [
        "Representation", "Images", "Shifts of each", "Radius", "Images, cover", "packing",
        "All shifts, cover", "packing",
        "Up to shifts, cover", "packing",
      ],
      rows: rows.map { row in
        [
          styles.cell(row.representation), Self.count(row.imageCount), Self.count(row.shiftCount),
          .measured(row.radius),
        ]
          + [
            row.imageCover, row.imagePacking, row.orbitCover, row.orbitPacking, row.quotientCover,
            row.quotientPacking,
          ]
          .map(Self.count)
      }, isSortable: true, isLarge: true)
  }

  private static func count(_ number: Int?) -> Table.Cell {
    number.map { .number(Number(Double($0), decimals: 0)) } ?? .missing
  }
}
