import Deformations
import Numerical
import Representations

/// Gives rows what is known of whole families of deformations.
struct FamilyMerger {
  private let ofRows: [RowKey: [FamilyFinding]]
  private let searched: [RowKey: [WorstCaseFinding]]
  private let constants: [String: Double]
  /// The name of the raw pixels, whose bounds every Lipschitz map takes over.
  private let pixels: String?

  init(
    _ families: [FamilyFinding], _ findings: [WorstCaseFinding], _ representations: [any Representation]
  ) {
    ofRows = Dictionary(grouping: families) { RowKey($0.representation, $0.kind, $0.amplitude) }
    searched = Dictionary(grouping: findings) {
      RowKey($0.representation, $0.result.kind, $0.result.amplitude)
    }
    pixels = representations.first { $0.role == .pixels }?.name
    constants = Dictionary(
      uniqueKeysWithValues: representations.compactMap { map in
        map.lipschitzConstant.map { (map.name, $0) }
      })
  }

  /// The row with its family's bounds: its own, where its representation's families were enclosed; else the Lipschitz constant times those
  /// of the raw pixels, which the same fields move. A part moves at most as far as the whole.
  func merged(_ row: StabilityRow) -> StabilityRow {
    let key = RowKey(row.representation, row.kind, row.amplitude)
    var row = row
    if let own = ofRows[key] {
      // Where no member of a family was looked at, none was found.
      let isSearched = own.allSatisfy { $0.isEnclosed } || searched[key] != nil
      set(
        &row, worst: isSearched ? own.map(\.bound.found) : nil, bounds: own.map(\.bound.bound),
        own.map(\.displacementBound))
    } else if let constant = constants[row.representation], let pixels,
      let moves = ofRows[RowKey(pixels, row.kind, row.amplitude)]
    {
      // Raised for the rounding of sums over a vector.
      let factor = constant * (1 + 1e-12)
      set(
        &row, worst: searched[key]?.map(\.result.distance), bounds: moves.map { factor * $0.bound.bound },
        moves.map { factor * $0.displacementBound })
    }
    return row
  }

  private func set(
    _ row: inout StabilityRow, worst: [Double]?, bounds: [Double], _ displacementBounds: [Double]
  ) {
    row.familyBound = bounds.median()
    row.displacementBound = displacementBounds.median()
    guard row.part == "all" else { return }
    row.familyBoundByImage = bounds
    guard let worst else { return }
    (row.familyWorst, row.familyWorstByImage) = (worst.median(), worst)
    row.isOrdered = row.isOrdered && zip(worst, bounds).allSatisfy { $0 <= $1 }
  }

  /// One representation under one kind and amplitude.
  private struct RowKey: Hashable {
    let representation: String
    let kind: DeformationKind
    let amplitude: Double

    init(_ representation: String, _ kind: DeformationKind, _ amplitude: Double) {
      (self.representation, self.kind, self.amplitude) = (representation, kind, amplitude)
    }
  }
}
