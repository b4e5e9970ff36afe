import Stability

extension StabilityWords {
  /// Whether anything is to be warned of.
  var areWarnings: Bool { !warnings.isEmpty }

  /// The warnings, or that there are none.
  var notices: [String] {
    guard warnings.isEmpty else { return warnings }
    return ["All checks hold: no field folds, no interpolation floor is too high, every bound is in order."]
  }

  private var warnings: [String] {
    violations + [disorder, folding, floors, expansion, pixels].compactMap(\.self)
  }

  private var violations: [String] { findings.report.checks.violations.map { "A check failed: \($0)" } }

  private var disorder: String? {
    let rows = findings.unordered.count
    guard rows > 0, findings.report.checks.violations.isEmpty else { return nil }
    return "\(Words.count(rows, "row")) break random maximum ≤ worst case ≤ certificate."
  }

  private var folding: String? {
    let worst = findings.folding.max { ($0.foldedShare ?? 0) < ($1.foldedShare ?? 0) }
    guard let worst, let share = worst.foldedShare else { return nil }
    let kinds = DeformationKind.inOrder(findings.folding.map(\.kind)).map { $0.title.lowercased() }
    return "Some random fields fold, so they are no diffeomorphisms: \(kinds.joined(separator: ", ")); at "
      + "most \(Words.percent(share)) of them (\(worst.kind.title.lowercased()), "
      + "\(worst.amplitude.shortText) px). The theorems do not cover these."
  }

  private var floors: String? {
    let rows = findings.flagged
    guard !rows.isEmpty else { return nil }
    let kinds = DeformationKind.inOrder(rows.map(\.kind)).map { $0.title.lowercased() }
    return "In \(rows.count) of \(Words.count(findings.report.rows.count, "row")) interpolation may explain "
      + "more than 20 % of the distance: \(kinds.joined(separator: ", "))."
  }

  private var expansion: String? {
    let constant = findings.lipschitzConstant ?? findings.report.bank.linearProgram
    guard constant > 1 + 1e-9 else { return nil }
    return
      "Scattering may expand distances: its Lipschitz constant is at most \(Words.digits(constant)), padding included."
  }

  private var pixels: String? {
    guard let ratio = findings.report.checks.pixelRelativeStability, abs(ratio - 1) > 1e-6 else { return nil }
    return "R of raw pixels is \(Words.digits(ratio)); it must be 1."
  }

  static func interval(_ interval: Interval) -> String {
    "\(Words.digits(interval.median)) (95 % interval \(Words.digits(interval.low)) to \(Words.digits(interval.high)))"
  }
}
