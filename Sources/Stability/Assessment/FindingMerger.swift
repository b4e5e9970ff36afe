import Scattering

/// Sets what was searched and certified beside what was measured.
struct FindingMerger {
  let measured: Measurements
  let findings: [WorstCaseFinding]
  let representations: [any Representation]
  /// The representation whose worst cases were searched.
  let searched: String

  /// The name of the raw pixels.
  private var pixels: String? { representations.first { $0 is RawPixels }?.name }

  /// The rows with worst cases and certificates.
  ///
  /// Where nothing was searched the certificate is the Lipschitz constant times the raw pixels' largest distance: the same
  /// fields deform the same images for all representations, so it holds for each image and hence for the median.
  func rows() -> [StabilityRow] {
    let moves = Dictionary(
      uniqueKeysWithValues: measured.rows.filter { $0.representation == pixels }
        .map { (Cell($0.kind, $0.amplitude), $0.randomMaximum) })
    let constants = Dictionary(uniqueKeysWithValues: representations.map { ($0.name, $0.lipschitzConstant) })
    let groups = Dictionary(grouping: findings) { Cell($0.result.kind, $0.result.amplitude) }
    return measured.rows.map { row in
      let cell = Cell(row.kind, row.amplitude)
      if row.representation == searched, row.part == "all", let found = groups[cell] {
        return row.with(found)
      }
      var row = row
      if let constant = constants[row.representation] ?? nil, let move = moves[cell] {
        // Raised for the rounding of sums over a vector.
        row.certificate = constant * move * (1 + 1e-12)
      }
      row.isOrdered = row.certificate.map { row.randomMaximum <= $0 } ?? true
      return row
    }
  }

  func checks(_ rows: [StabilityRow]) -> StabilityChecks {
    let checked = rows.filter { $0.certificate != nil || $0.worstCase != nil }
    let ratios = findings.filter { $0.result.distance > 0 }.map { $0.certificate / $0.result.distance }
    let open = findings.filter { $0.result.kind != .rotation && $0.result.kind != .dilation }
    return StabilityChecks(
      orderedRowCount: checked.count, violations: checked.filter { !$0.isOrdered }.map(\.disorder),
      searchCount: open.count, searchesAboveRandom: open.count { $0.result.isAboveRandom },
      looseness: ratios.isEmpty ? nil : ratios.median(),
      pixelRelativeStability: rows.first {
        $0.representation == pixels && $0.relativeStability != nil
      }?.relativeStability?.median)
  }

  /// One kind and amplitude.
  private struct Cell: Hashable {
    let kind: DeformationKind
    let amplitude: Double

    init(_ kind: DeformationKind, _ amplitude: Double) { (self.kind, self.amplitude) = (kind, amplitude) }
  }
}

extension StabilityRow {
  /// The row with what was found of each searched image.
  fileprivate func with(_ found: [WorstCaseFinding]) -> StabilityRow {
    var row = self
    row.randomMaximum = found.map(\.result.randomMaximum).median()
    row.worstCase = found.map(\.result.distance).median()
    row.certificate = found.map(\.certificate).median()
    row.isOrdered = found.allSatisfy {
      $0.result.randomMaximum <= $0.result.distance && $0.result.distance <= $0.certificate
    }
    return row
  }

  /// Which row it is and what stands in it, where its figures are out of order.
  fileprivate var disorder: String {
    let worst = worstCase.map { ", worst case \($0)" } ?? ""
    return "\(representation), \(part), \(kind.rawValue) of \(amplitude) px: random maximum \(randomMaximum)"
      + worst + ", certificate \(certificate ?? .nan)"
  }
}
