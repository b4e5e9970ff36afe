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
    + ["random_maximum", "worst_case", "certificate", "is_ordered", "interpolation_floor"]
    + ["is_floor_too_high", "r", "r_low", "r_high", "r_of_medians"]
    + ["d_by_mean", "d_by_mean_low", "d_by_mean_high", "g_by_mean", "g_by_mean_low", "g_by_mean_high"]
    + ["d_by_median", "d_by_median_low", "d_by_median_high"]
    + ["g_by_median", "g_by_median_low", "g_by_median_high"]

  public let report: StabilityReport

  public init(_ report: StabilityReport) { self.report = report }

  /// The whole file, its lines ended by CR LF.
  public func csv() -> String {
    ([Self.columns] + report.rows.map(Self.fields))
      .map { $0.map(CSVRecord.quoted).joined(separator: ",") + "\r\n" }.joined()
  }

  private static func fields(_ row: StabilityRow) -> [String] {
    [row.representation, row.part, row.kind.rawValue, "\(row.amplitude)"] + ends(row.distance)
      + ["\(row.randomMaximum)", text(row.worstCase), text(row.certificate), "\(row.isOrdered)"]
      + [text(row.interpolationFloor), "\(row.isFloorTooHigh)"] + ends(row.relativeStability)
      + [text(row.relativeStabilityOfMedians)]
      + ends(row.deformationSensitivityByMean) + ends(row.noiseSensitivityByMean)
      + ends(row.deformationSensitivityByMedian) + ends(row.noiseSensitivityByMedian)
  }

  private static func ends(_ interval: Interval?) -> [String] {
    guard let interval else { return ["", "", ""] }
    return ["\(interval.median)"] + (interval.hasEnds ? ["\(interval.low)", "\(interval.high)"] : ["", ""])
  }

  private static func text(_ value: Double?) -> String { value.map { "\($0)" } ?? "" }
}
