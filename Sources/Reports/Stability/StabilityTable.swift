import Files
import Plots
import Stability

/// The rows of a report as comma-separated values (RFC 4180), one line a row.
///
/// `columns` names the fields, `Docs/StabilityReport.md` says what they hold. Numbers are the shortest that
/// read back as the same; what was not measured is empty.
public struct StabilityTable: Sendable {
  /// The names of the columns, in the first line.
  public static let columns =
    ["representation", "part", "kind", "amplitude"] + ["distance", "distance_low", "distance_high"]
    + ["random_maximum", "worst_case", "certificate", "gradient_bound", "is_ordered"]
    + [
      "interpolation_floor", "is_floor_too_high", "r", "r_low", "r_high", "d", "d_low", "d_high", "g",
      "g_low", "g_high",
    ]

  public let report: StabilityReport

  public init(_ report: StabilityReport) { self.report = report }

  /// The whole file, its lines ended by CR LF.
  public func csv() -> String {
    ([Self.columns] + report.rows.map(Self.fields))
      .map { $0.map(CSVRecord.quoted).joined(separator: ",") + "\r\n" }.joined()
  }

  private static func fields(_ row: StabilityRow) -> [String] {
    [row.representation, row.part, row.kind.rawValue, "\(row.amplitude)"] + ends(row.distance)
      + ["\(row.randomMaximum)", text(row.worstCase), text(row.certificate), text(row.gradientBound)]
      + ["\(row.isOrdered)", text(row.interpolationFloor), "\(row.isFloorTooHigh)"]
      + ends(row.relativeStability)
      + ends(row.deformationSensitivity) + ends(row.noiseSensitivity)
  }

  private static func ends(_ interval: Interval?) -> [String] {
    [text(interval?.median), text(interval?.low), text(interval?.high)]
  }

  private static func text(_ value: Double?) -> String { value.map { "\($0)" } ?? "" }
}
