import Stability
import Testing

@testable import Reports

@Suite struct StabilityWordsTests {
  private func words(_ report: StabilityReport) -> StabilityWords {
    StabilityWords(StabilityFindings(report))
  }

  @Test func summaryStatesTheMiddleAmplitude() {
    let findings = StabilityFindings(SampleStability.report)
    #expect(findings.kind == .elastic)
    #expect(findings.amplitude == 1)
    #expect(findings.ranking.map(\.representation).first == "scattering")
    #expect(findings.ranking.map(\.representation).last == "raw pixels")
    let lead = words(SampleStability.report).lead.joined(separator: " ")
    #expect(lead.contains("scattering is the most stable of 5 representations"))
    #expect(lead.contains("R\u{A0}=\u{A0}0.218"))
  }

  @Test func scatteringIsNotItsRandomControl() {
    var report = SampleStability.report
    for index in report.rows.indices where report.rows[index].representation == "random scattering" {
      report.rows[index].relativeStability = Interval(median: 0.01, low: 0.01, high: 0.01)
    }
    #expect(StabilityFindings(report).ranking.first?.representation == "random scattering")
    #expect(StabilityFindings(report).scattering?.representation == "scattering")
  }

  /// 2.07 / 1.31 in every row of the sample.
  @Test func ratiosAreMedians() throws {
    let findings = StabilityFindings(SampleStability.report)
    #expect(abs(try #require(findings.worstOverRandom) - 2.07 / 1.31) < 1e-12)
    #expect(findings.looseness == 2.61)
  }

  @Test func foldingIsWarnedOf() {
    let words = words(SampleStability.report)
    #expect(words.areWarnings)
    #expect(words.notices.contains { $0.contains("100 %") && $0.contains("rough field, 4 px") })
  }

  @Test func violationsAndFloorsAreWarnedOf() {
    var report = SampleStability.report
    report.checks.violations = ["scattering, elastic, 1 px: 0.2 > 0.1"]
    report.rows[0].isFloorTooHigh = true
    let notices = words(report).notices
    #expect(notices.first == "A check failed: scattering, elastic, 1 px: 0.2 > 0.1")
    #expect(notices.contains { $0.contains("interpolation may explain") })
  }

  @Test func wellOrderedReportHasNoWarning() {
    var report = SampleStability.report
    report.deformations = []
    for index in report.rows.indices { report.rows[index].isFloorTooHigh = false }
    #expect(!words(report).areWarnings)
    #expect(words(report).notices.count == 1)
  }
}
