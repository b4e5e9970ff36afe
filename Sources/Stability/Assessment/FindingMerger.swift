import Deformations
import Numerical
import Representations

/// Merges what was searched and certified with what was measured.
struct FindingMerger {
  let measured: Measurements
  let findings: [WorstCaseFinding]
  let families: [FamilyFinding]
  let representations: [any Representation]
  /// The scattering transforms that are assessed: the report states the tightness ratio of their searches.
  let assessed: Set<String>
  /// The gap to which families were to be enclosed.
  let gap: Double

  /// The rows with worst cases and certificates.
  ///
  /// Where nothing was searched the certificate is the Lipschitz constant times the raw pixels' largest distance: the same
  /// fields deform the same images for all representations, so it holds for each image and hence for the median.
  func rows() -> [StabilityRow] {
    let moves = Dictionary(
      measured.rows.filter { isPixels($0.representation) }.map { ($0.cell, $0.randomMaximum) }
    ) { first, _ in first }
    let constants = Dictionary(uniqueKeysWithValues: representations.map { ($0.name, $0.lipschitzConstant) })
    let groups = Dictionary(grouping: findings) { $0.key }
    let merger = FamilyMerger(families, findings, representations)
    return measured.rows.map { row in
      if row.part == "all", let found = groups[row.key] { return merger.merged(row.with(found)) }
      var row = row
      if let constant = constants[row.representation] ?? nil, let move = moves[row.cell] {
        // Raised for the rounding of sums over a vector.
        row.certificate = constant * move * (1 + 1e-12)
      }
      row.isOrdered = row.certificate.map { row.randomMaximum <= $0 } ?? true
      return merger.merged(row)
    }
  }

  func checks(_ rows: [StabilityRow]) -> StabilityChecks {
    let checked = rows.filter { $0.certificate != nil || $0.worstCase != nil }
    let open = findings.filter { $0.result.kind != .rotation && $0.result.kind != .dilation }
    let enclosed = families.filter(\.isEnclosed)
    return StabilityChecks(
      orderedRowCount: checked.count, violations: checked.filter { !$0.isOrdered }.map(\.disorder),
      familyCount: enclosed.count, closedFamilyCount: enclosed.count { $0.bound.gap <= gap * (1 + 1e-6) },
      searchCount: open.count, searchesAboveRandom: open.count { $0.result.isAboveRandom },
      tightnessRatio: tightnessRatio,
      pixelRelativeStability: rows.first {
        isPixels($0.representation) && $0.relativeStability != nil
      }?.relativeStability?.median)
  }

  /// Certificate over worst case, median over the searches of the assessed transforms.
  private var tightnessRatio: Double? {
    let ratios = findings.filter { assessed.contains($0.representation) && $0.result.distance > 0 }
      .compactMap { finding in finding.certificate.map { $0 / finding.result.distance } }
    return ratios.isEmpty ? nil : ratios.median()
  }

  private func isPixels(_ name: String) -> Bool {
    representations.contains { $0.role == .pixels && $0.name == name }
  }
}

extension StabilityRow {
  /// The row with what was found of each searched image.
  fileprivate func with(_ found: [WorstCaseFinding]) -> StabilityRow {
    var row = self
    let certificates = found.compactMap(\.certificate)
    let bounds = found.compactMap(\.result.gradientBound)
    row.randomMaximum = found.map(\.result.randomMaximum).median()
    row.worstCase = found.map(\.result.distance).median()
    row.certificate = certificates.isEmpty ? nil : certificates.median()
    row.gradientBound = bounds.isEmpty ? nil : bounds.median()
    row.isOrdered = found.allSatisfy(\.isOrdered)
    return row
  }

  /// Which row it is and what stands in it, where its figures are out of order.
  fileprivate var disorder: String {
    let worst = worstCase.map { ", worst case \($0)" } ?? ""
    let bound = certificate.map { ", certificate \($0)" } ?? ""
    let family = familyWorst.map { ", largest of the family \($0)" } ?? ""
    let all = familyBound.map { ", its bound \($0)" } ?? ""
    return "\(representation), \(part), \(kind.rawValue) of \(amplitude) px: random maximum \(randomMaximum)"
      + worst + bound + family + all
  }
}
