import Stability
import Testing

@testable import Plots
@testable import Reports

@Suite struct StabilityTableTests {
  @Test func everyRowHasALine() {
    let lines = StabilityTable(SampleStability.report).csv().split(
      separator: "\r\n", omittingEmptySubsequences: false)
    #expect(lines.count == SampleStability.report.rows.count + 2)
    #expect(lines.last == "")
    #expect(lines[0] == Substring(StabilityTable.columns.joined(separator: ",")))
    for line in lines.dropLast() {
      #expect(
        line.split(separator: ",", omittingEmptySubsequences: false).count == StabilityTable.columns.count)
    }
  }

  @Test func numbersReturnExactly() {
    let row = SampleStability.report.rows[0]
    let fields = StabilityTable(SampleStability.report).csv().split(separator: "\r\n")[1]
      .split(separator: ",", omittingEmptySubsequences: false)
    func field(_ column: String) -> Substring { fields[StabilityTable.columns.firstIndex(of: column)!] }
    #expect(fields.prefix(6) == ["scattering", "all", "3", "8", "translation", "0.25"])
    #expect(Double(field("distance_share_of_norm")) == row.distance.median)
    #expect(Double(field("certificate_share_of_norm")) == row.certificate)
    #expect(Double(field("noise_sensitivity_G_by_median_high95")) == row.noiseSensitivityByMedian?.high)
  }

  @Test func missingValuesAreEmptyAndNamesAreQuoted() {
    var report = SparseReports.unbounded
    report.rows = [report.rows[0]]
    report.rows[0].representation = "a \"b\", c"
    let line = StabilityTable(report).csv().split(separator: "\r\n")[1]
    #expect(line.hasPrefix("\"a \"\"b\"\", c\",all,,,translation,0.25,"))
    #expect(line.contains(",,,,,true,,false,"))
  }
}
