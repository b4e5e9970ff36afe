import Deformations
import Numerical
import Representations

/// Gives rows what is known of whole families of deformations.
struct FamilyMerger {
  private let ofRows: [FindingKey: [FamilyFinding]]
  private let searched: [FindingKey: [WorstCaseFinding]]
  private let constants: [String: Double]
  /// The name of the raw pixels, whose bounds every Lipschitz map takes over.
  private let pixels: String?

  init(
    _ families: [FamilyFinding], _ findings: [WorstCaseFinding], _ representations: [any Representation]
  ) {
    ofRows = Dictionary(grouping: families) { $0.key }
    searched = Dictionary(grouping: findings) { $0.key }
    pixels = representations.first { $0.role == .pixels }?.name
    constants = Dictionary(
      uniqueKeysWithValues: representations.compactMap { map in
        map.lipschitzConstant.map { (map.name, $0) }
      })
  }

  /// The row with its family's bounds.
  ///
  /// They are its own where its representation's families were enclosed, else the raw pixels' times the Lipschitz constant: the same fields
  /// move both. A part moves at most as far as the whole.
  func merged(_ row: StabilityRow) -> StabilityRow {
    var row = row
    if let own = ofRows[row.key] {
      // Where no member of a family was looked at, none was found.
      let isSearched = own.allSatisfy { $0.isEnclosed } || searched[row.key] != nil
      set(&row, own, factor: 1, worst: isSearched ? own.map(\.bound.found) : nil)
    } else if let constant = constants[row.representation], let pixels,
      let moves = ofRows[FindingKey(representation: pixels, cell: row.cell)]
    {
      // Raised for the rounding of sums over a vector.
      set(
        &row, moves, factor: constant * (1 + 1e-12), worst: searched[row.key]?.map(\.result.distance))
    }
    return row
  }

  /// - Parameter factor: What the bounds are multiplied by.
  private func set(
    _ row: inout StabilityRow, _ families: [FamilyFinding], factor: Double, worst: [Double]?
  ) {
    let bounds = families.map { factor * $0.bound.bound }
    let smooth = families.compactMap(\.smoothFieldBound)
    row.familyBound = bounds.median()
    row.displacementBound = factor * families.map(\.displacementBound).median()
    row.smoothFieldBound = smooth.isEmpty ? nil : factor * smooth.median()
    guard row.part == "all" else { return }
    row.familyBoundByImage = bounds
    guard let worst else { return }
    (row.familyWorst, row.familyWorstByImage) = (worst.median(), worst)
    row.isOrdered = row.isOrdered && zip(worst, bounds).allSatisfy { $0 <= $1 }
  }
}
