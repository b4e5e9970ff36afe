import Files
import Plots
import Stability

/// A warning that the numbers of a stability report give rise to.
enum StabilityNotice: Equatable, Sendable {
  /// Inputs that were not measured, by name, because they are the same everywhere.
  case leftOut(names: [String])
  /// Images that entered in extreme units, and how many.
  case units(images: Int)
  /// A check of the run that failed, by its own message.
  case violation(String)
  /// Rows that break random maximum <= worst case <= certificate, where the run names none.
  case disorder(rows: Int)
  /// Random fields that fold: their kinds, and the kind and amplitude of which most do.
  case folding(kinds: [DeformationKind], worst: DeformationKind, amplitude: Double, share: Double)
  /// Rows, of all, whose distance interpolation may explain to more than a fifth.
  case floors(rows: Int, of: Int, kinds: [DeformationKind])
  /// A Lipschitz constant of scattering above 1; with padding where the report states it.
  case expansion(constant: Double, includesPadding: Bool)
  /// The relative stability of raw pixels, where it is not 1.
  case pixels(ratio: Double)

  /// The warnings of a report, in the order in which the page states them.
  static func all(of findings: StabilityFindings) -> [StabilityNotice] {
    let checks = findings.report.checks
    return [leftOut(findings.report), units(findings.report)].compactMap(\.self)
      + checks.violations.map(violation)
      + [disorder(findings), folding(findings), floors(findings), expansion(findings), pixels(checks)]
      .compactMap(\.self)
  }

  private static func leftOut(_ report: StabilityReport) -> StabilityNotice? {
    report.leftOut.isEmpty ? nil : .leftOut(names: report.leftOut.map(\.name))
  }

  private static func units(_ report: StabilityReport) -> StabilityNotice? {
    let count = report.inputs.count { $0.unitExponent != nil }
    return count > 0 ? .units(images: count) : nil
  }

  private static func disorder(_ findings: StabilityFindings) -> StabilityNotice? {
    let rows = findings.unordered.count
    return rows > 0 && findings.report.checks.violations.isEmpty ? .disorder(rows: rows) : nil
  }

  private static func folding(_ findings: StabilityFindings) -> StabilityNotice? {
    let worst = findings.folding.max { ($0.foldedShare ?? 0) < ($1.foldedShare ?? 0) }
    guard let worst, let share = worst.foldedShare else { return nil }
    return .folding(
      kinds: DeformationKind.inOrder(findings.folding.map(\.kind)), worst: worst.kind,
      amplitude: worst.amplitude, share: share)
  }

  private static func floors(_ findings: StabilityFindings) -> StabilityNotice? {
    let rows = findings.flagged
    return rows.isEmpty
      ? nil
      : .floors(
        rows: rows.count, of: findings.report.rows.count, kinds: DeformationKind.inOrder(rows.map(\.kind)))
  }

  private static func expansion(_ findings: StabilityFindings) -> StabilityNotice? {
    let constant = findings.lipschitzConstant ?? findings.report.banks.map(\.linearProgram).max() ?? 1
    return constant > 1 + 1e-9
      ? .expansion(constant: constant, includesPadding: findings.lipschitzConstant != nil) : nil
  }

  private static func pixels(_ checks: StabilityChecks) -> StabilityNotice? {
    checks.pixelRelativeStability.flatMap { abs($0 - 1) > 1e-6 ? .pixels(ratio: $0) : nil }
  }

  /// - Parameter noun: What the report's signals are called.
  func message(_ noun: SignalNoun) -> String {
    switch self {
    case .leftOut(let names):
      "Left out, because no deformation changes \(noun.withArticle) that is the same everywhere: \(Self.shortened(names))."
    case .units(let images):
      "\(Format.count(images, noun.singular)) in extreme units, measured after multiplication by a power of two. Figures are relative to the "
        + "\(noun.singular)’s norm; a network or an outside program is given the \(noun.singular) so multiplied."
    case .violation(let message): "A check failed: \(message)"
    case .disorder(let rows):
      "\(Format.count(rows, "row")) break random maximum ≤ worst case ≤ certificate."
    case .folding(let kinds, let worst, let amplitude, let share):
      "Some random fields fold, so they are no diffeomorphisms: \(Self.list(kinds)); at most \(Format.percent(share)) of them "
        + "(\(worst.title.lowercased()), \(amplitude.shortText) \(noun.unit)). The theorems do not cover these."
    case .floors(let rows, let all, let kinds):
      "In \(rows) of \(Format.count(all, "row")) interpolation may explain more than 20 % of the distance: \(Self.list(kinds))."
    case .expansion(let constant, let includesPadding):
      "Scattering may expand distances: its Lipschitz constant is at most \(Format.digits(constant)), "
        + (includesPadding ? "padding included." : "padding not included.")
    case .pixels(let ratio): "R of raw \(noun.samples) is \(Format.digits(ratio)); it must be 1."
    }
  }

  /// The first names, and how many more there are.
  private static func shortened(_ names: [String]) -> String {
    let told = names.prefix(10).joined(separator: ", ")
    return names.count > 10 ? "\(told) and \(names.count - 10) more" : told
  }

  private static func list(_ kinds: [DeformationKind]) -> String {
    kinds.map { $0.title.lowercased() }.joined(separator: ", ")
  }
}
