import Files
import Plots
import Stability

/// The rows of a report as comma-separated values (RFC 4180), one line a row.
///
/// `columns` names the fields, `Docs/StabilityReport.md` says what they hold. Numbers are the shortest that
/// read back as the same; what was not measured is empty.
public struct StabilityTable: Sendable {
  /// The names of the columns, with their units, in the first line.
  public static let columns =
    ["representation", "part", "scales_J", "orientations_L", "kind", "amplitude_px"]
    + ends("distance_share_of_norm")
    + [
      "random_maximum", "worst_case", "certificate", "family_worst", "family_bound", "smooth_field_bound",
      "displacement_bound",
    ].map { "\($0)_share_of_norm" }
    + ["gradient_bound", "is_ordered", "interpolation_floor_share_of_norm", "is_floor_too_high"]
    + ends("relative_stability_R")
    + ["relative_stability_R_of_medians"]
    + ends("deformation_sensitivity_D_by_mean") + ends("noise_sensitivity_G_by_mean")
    + ends("deformation_sensitivity_D_by_median") + ends("noise_sensitivity_G_by_median")

  public let report: StabilityReport

  public init(_ report: StabilityReport) { self.report = report }

  /// The whole file, its lines ended by CR LF.
  public func csv() -> String {
    let summaries = Dictionary(report.representations.map { ($0.name, $0) }) { first, _ in first }
    return ([Self.columns] + report.rows.map { Self.fields($0, summaries[$0.representation]) })
      .map { $0.map(CSVRecord.quoted).joined(separator: ",") + "\r\n" }.joined()
  }

  private static func fields(_ row: StabilityRow, _ summary: RepresentationSummary?) -> [String] {
    let bounds = [
      row.worstCase, row.certificate, row.familyWorst, row.familyBound, row.smoothFieldBound,
      row.displacementBound,
    ].map(text)
    return [row.representation, row.part, text(summary?.scales), text(summary?.orientations)]
      + [row.kind.rawValue, "\(row.amplitude)"] + ends(row.distance) + ["\(row.randomMaximum)"] + bounds
      + [text(row.gradientBound), "\(row.isOrdered)", text(row.interpolationFloor), "\(row.isFloorTooHigh)"]
      + ends(row.relativeStability) + [text(row.relativeStabilityOfMedians)]
      + ends(row.deformationSensitivityByMean) + ends(row.noiseSensitivityByMean)
      + ends(row.deformationSensitivityByMedian) + ends(row.noiseSensitivityByMedian)
  }

  /// A median and the ends of its 95 % interval.
  private static func ends(_ column: String) -> [String] { [column, column + "_low95", column + "_high95"] }

  private static func ends(_ interval: Interval?) -> [String] {
    guard let interval else { return ["", "", ""] }
    return ["\(interval.median)"] + (interval.hasEnds ? ["\(interval.low)", "\(interval.high)"] : ["", ""])
  }

  private static func text(_ value: Int?) -> String { value.map(String.init) ?? "" }

  private static func text(_ value: Double?) -> String { value.map { "\($0)" } ?? "" }
}
