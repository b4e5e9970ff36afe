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
    #expect(fields.prefix(4) == ["scattering", "all", "translation", "0.25"])
    #expect(Double(fields[4]) == row.distance.median)
    #expect(Double(fields[9]) == row.certificate)
    #expect(Double(fields[28]) == row.noiseSensitivityByMedian?.high)
  }

  @Test func missingValuesAreEmptyAndNamesAreQuoted() {
    var report = SparseReports.unbounded
    report.rows = [report.rows[0]]
    report.rows[0].representation = "a \"b\", c"
    let line = StabilityTable(report).csv().split(separator: "\r\n")[1]
    #expect(line.hasPrefix("\"a \"\"b\"\", c\",all,translation,0.25,"))
    #expect(line.contains(",,,true,,false,"))
  }
}
