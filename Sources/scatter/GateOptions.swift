import ArgumentParser
import Stability

/// Limits that a report may not exceed.
struct GateOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Fail where scattering's C, fitted to distance = C K(tau), is larger.", valueName: "C"))
  var maxConstant: Double?

  @Option(help: ArgumentHelp("Fail where scattering's relative stability R is larger.", valueName: "R"))
  var maxRelative: Double?

  func validate() throws {
    for (name, value) in [("--max-constant", maxConstant), ("--max-relative", maxRelative)] {
      if let value, !(value >= 0) { throw ValidationError("\(name) is \(value), but it must be at least 0.") }
    }
  }
}

extension GateOptions {
  /// - Throws: `GateExceeded` naming the first row of scattering that exceeds a limit.
  func check(_ report: StabilityReport) throws {
    // Scattering stands at every J up to the one that is assessed.
    guard let name = report.representations.last(where: { $0.role == .scattering })?.name else { return }
    if let limit = maxConstant {
      for fit in report.fits where fit.representation == name && fit.constant.median > limit {
        throw GateExceeded(
          row: "\(name), \(fit.part), \(fit.kind.rawValue)", found: "the constant \(fit.constant.median)",
          limit: "--max-constant \(limit)")
      }
    }
    guard let limit = maxRelative else { return }
    for row in report.rows where row.representation == name {
      guard let relative = row.relativeStability?.median, relative > limit else { continue }
      throw GateExceeded(
        row: "\(name), \(row.part), \(row.kind.rawValue) of \(row.amplitude) px",
        found: "the relative stability \(relative)", limit: "--max-relative \(limit)")
    }
  }
}

/// A stability gate is exceeded: exit code 3. The report is written all the same.
struct GateExceeded: Error, CustomStringConvertible {
  let row, found, limit: String
  var description: String { "\(row): found \(found), expected at most \(limit)" }
}
