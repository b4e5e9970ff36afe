import Files
import Numerical
import Plots
import Scattering
import Stability

/// What follows from the numbers of a report: the best at a middle amplitude, ratios, and what to warn of.
struct StabilityFindings: Sendable {
  let report: StabilityReport
  /// Rows of whole representations.
  let whole: [StabilityRow]
  /// The kind by which representations are ranked: elastic if it was measured.
  let kind: DeformationKind?
  /// The middle one of the amplitudes of that kind, the larger of two.
  let amplitude: Double?
  /// Whole representations at that kind and amplitude, from the most stable: by R where it is known of all,
  /// else by distance.
  let ranking: [StabilityRow]
  let isRankedByRatio: Bool

  init(_ report: StabilityReport) {
    self.report = report
    whole = report.rows.filter { $0.part == "all" }
    let kinds = DeformationKind.inOrder(whole.map(\.kind))
    let kind = kinds.contains(.elastic) ? .elastic : kinds.first(where: \.hasField) ?? kinds.first
    let amplitudes = Set(whole.filter { $0.kind == kind }.map(\.amplitude)).sorted()
    let amplitude = amplitudes.isEmpty ? nil : amplitudes[amplitudes.count / 2]
    let rows = whole.filter { $0.kind == kind && $0.amplitude == amplitude }
    let isRankedByRatio = !rows.isEmpty && rows.allSatisfy { $0.relativeStability != nil }
    (self.kind, self.amplitude, self.isRankedByRatio) = (kind, amplitude, isRankedByRatio)
    ranking = rows.sorted {
      Self.measure($0, byRatio: isRankedByRatio) < Self.measure($1, byRatio: isRankedByRatio)
    }
  }

  private static func measure(_ row: StabilityRow, byRatio: Bool) -> Double {
    let value = byRatio ? row.relativeStability?.median ?? .infinity : row.distance.median
    return value.isNaN ? .infinity : value
  }

  /// The most stable scattering transform's row in the ranking.
  var scattering: StabilityRow? { first(of: .scattering) }

  /// The raw pixels' row in the ranking.
  var pixels: StabilityRow? { first(of: .pixels) }

  private func first(of role: RepresentationRole) -> StabilityRow? {
    let names = report.names(of: role)
    return ranking.first { names.contains($0.representation) }
  }

  /// The largest Lipschitz constant of the assessed scattering transforms, padding included.
  var lipschitzConstant: Double? {
    report.assessedNames.compactMap(lipschitzConstant).max()
  }

  /// The Lipschitz constant of a representation, padding included.
  func lipschitzConstant(of name: String) -> Double? {
    report.representations.first { $0.name == name }?.lipschitzConstant
  }

  /// Rows of scattering: what is said of searches in general is said of these, for certificates of networks are of
  /// another kind.
  private var scatteringRows: [StabilityRow] {
    let names = report.names(of: .scattering)
    return whole.filter { names.contains($0.representation) }
  }

  /// How searches and proofs of the assessed transforms compare under one kind: medians over sizes.
  struct Excess {
    let kind: DeformationKind
    /// The worst case over the largest random distance; the certificate over the worst case; the bound over the family over the largest
    /// found in it.
    let worstOverRandom, certificateOverWorst, boundOverFound: Double?
  }

  /// By kind, those that have any of the three.
  var excesses: [Excess] {
    let names = report.assessedNames
    let rows = whole.filter { names.contains($0.representation) }
    return DeformationKind.inOrder(rows.map(\.kind)).map { kind in
      let own = rows.filter { $0.kind == kind }
      return Excess(
        kind: kind, worstOverRandom: Self.median(own, \.worstCase, over: { $0.randomMaximum }),
        certificateOverWorst: Self.median(own, \.certificate, over: { $0.worstCase }),
        boundOverFound: Self.median(own, \.familyBound, over: { $0.familyWorst }))
    }.filter { $0.worstOverRandom != nil || $0.boundOverFound != nil }
  }

  private static func median(
    _ rows: [StabilityRow], _ value: (StabilityRow) -> Double?, over other: (StabilityRow) -> Double?
  ) -> Double? {
    finiteMedian(
      rows.compactMap { row in
        guard let value = value(row), let other = other(row), other > 0 else { return nil }
        return value / other
      })
  }

  /// The worst case over the largest random distance, of the kind by which representations are ranked.
  var worstOverRandom: Double? { excesses.first { $0.kind == kind }?.worstOverRandom }

  /// Seconds that bounds over families took; nil where there are none.
  var familySeconds: Double? {
    report.checks.familyCount > 0
      ? report.timings.first { $0.stage == StabilityReport.familyStage }?.seconds : nil
  }

  /// Certificate over worst case: as the report states it, else the median over the rows of scattering that have both.
  var tightnessRatio: Double? {
    report.checks.tightnessRatio ?? Self.finiteMedian(scatteringRows.compactMap(Self.tightnessRatio))
  }

  private static func tightnessRatio(of row: StabilityRow) -> Double? {
    guard let worst = row.worstCase, let certificate = row.certificate, worst > 0 else { return nil }
    return certificate / worst
  }

  /// Sets of random fields of which some fold.
  var folding: [DeformationSummary] { report.deformations.filter { ($0.foldedShare ?? 0) > 0 } }

  /// Rows whose interpolation floor is too high.
  var flagged: [StabilityRow] { report.rows.filter(\.isFloorTooHigh) }

  /// Rows out of order, whether or not the checks list them.
  var unordered: [StabilityRow] { report.rows.filter { !$0.isOrdered } }

  /// Whether every check holds.
  var allHold: Bool { report.checks.violations.isEmpty && unordered.isEmpty }

  private static func finiteMedian(_ values: [Double]) -> Double? {
    let finite = values.filter(\.isFinite)
    return finite.isEmpty ? nil : finite.median()
  }
}

extension StabilityReport {
  /// The axes that fields move.
  var rank: Int { parameters.shape.count - (parameters.color == "rgb" ? 1 : 0) }

  /// What the report's signals are called.
  var noun: SignalNoun { SignalNoun(rank: rank) }

  /// The names of the representations of a role, in the report's order.
  func names(of role: RepresentationRole) -> [String] {
    representations.filter { $0.role == role }.map(\.name)
  }

  /// The networks, in the order of their first layers, each with its layers from the first to the last.
  var networks: [(name: String, layers: [RepresentationSummary])] {
    let layers = representations.filter { $0.role.position != nil }
    var names: [String] = []
    for layer in layers.compactMap(\.role.position?.network) where !names.contains(layer) {
      names.append(layer)
    }
    return names.map { name in
      let own = layers.filter { $0.role.position?.network == name }
      return (name, own.sorted { $0.role.position!.depth < $1.role.position!.depth })
    }
  }
}
