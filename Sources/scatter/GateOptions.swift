import ArgumentParser
import Stability

/// Limits that a report may not exceed, and what is judged by them.
struct GateOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Fail where scattering's C, fitted to distance = C K(tau), is larger; a fit, not a bound.",
      valueName: "C"))
  var maxConstant: Double?

  @Option(help: ArgumentHelp("Fail where scattering's relative stability R is larger.", valueName: "R"))
  var maxRelative: Double?

  @Option(
    help: ArgumentHelp(
      """
      Fail where scattering's bound over all deformations of a family, relative to the image's norm, is larger; translation, \
      rotation, dilation, shear and elastic have one.
      """, valueName: "share"))
  var maxCertified: Double?

  @Option(
    name: .customLong("gate-part"),
    help: ArgumentHelp(
      "The part of scattering that is judged: all, 'order 0', 'order 1' and so on.", valueName: "part"))
  var part = "all"

  @Option(
    name: .customLong("gate-kind"),
    help: ArgumentHelp(
      "A kind that is judged, instead of all that have the figure. May be repeated.", valueName: "kind"))
  var kinds: [DeformationKind] = []

  var gate: StabilityGate {
    let limits: [StabilityGate.Figure: Double?] = [
      .constant: maxConstant, .relative: maxRelative, .certified: maxCertified,
    ]
    return StabilityGate(limits: limits.compactMapValues(\.self), part: part, kinds: kinds)
  }

  func validate() throws {
    for figure in StabilityGate.Figure.allCases {
      if let value = gate.limits[figure], !(value >= 0) {
        throw ValidationError("--max-\(figure.rawValue) is \(value), but it must be at least 0.")
      }
    }
    guard gate.limits.isEmpty, part != "all" || !kinds.isEmpty else { return }
    throw ValidationError(
      "--gate-part and --gate-kind say what is judged, but there is no limit: --max-constant, --max-relative or --max-certified."
    )
  }
}

extension GateOptions {
  /// - Throws: `GateFailure` with all that breaks a limit.
  func check(_ report: StabilityReport) throws {
    let violations = gate.violations(of: report)
    if !violations.isEmpty { throw GateFailure(violations: violations) }
  }
}

/// A stability gate that failed: exit code 3. The report is written all the same.
struct GateFailure: Error {
  /// One at least.
  let violations: [GateViolation]
}
