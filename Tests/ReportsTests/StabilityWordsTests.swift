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
    #expect(lead.contains("scattering has the lowest median of 5 representations"))
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

  /// 0.0512 + 1.2 f and 0.0512 + 0.04 f in the sample, at 0.4 and 0.04.
  @Test func frequenciesAreComparedInWords() {
    #expect(
      FrequencyWords(report: SampleStability.report).sentence
        == "At 0.4 cycles a pixel, dilation by 5 % moves the Fourier modulus by 0.531\u{A0}‖x‖, as far as the "
        + "raw pixels, and scattering by 0.0672\u{A0}‖x‖, 7.90 times less; at 0.04 it moves them by "
        + "0.0992\u{A0}‖x‖ and 0.0528\u{A0}‖x‖.")
  }

  /// Which is more, the numbers say; without a Fourier modulus there is nothing to say.
  @Test func wordsOnFrequenciesFollowTheNumbers() throws {
    var report = SampleStability.report
    report.frequencyResponses[0].distances[9].distance = 0.7
    report.frequencyResponses[4].distances[9].distance = 0.6
    let sentence = try #require(FrequencyWords(report: report).sentence)
    #expect(sentence.contains("by 0.531\u{A0}‖x‖ and scattering by 0.700\u{A0}‖x‖, which is no less;"))
    report.frequencyResponses.remove(at: 3)
    #expect(FrequencyWords(report: report).sentence == nil)
  }

  @Test func foldingIsWarnedOf() {
    let words = words(SampleStability.report)
    #expect(words.areWarnings)
    #expect(words.notices.contains { $0.contains("100 %") && $0.contains("rough field, 4 px") })
  }

  /// The constant that counts is the one with padding, whatever the filters alone do.
  @Test func expansionByPaddingIsWarnedOf() {
    var report = SampleStability.report
    #expect(!words(report).notices.contains { $0.contains("may expand") })
    report.representations[0].lipschitzConstant = 1.93
    #expect(StabilityFindings(report).lipschitzConstant == 1.93)
    #expect(words(report).notices.contains { $0.contains("may expand") && $0.contains("1.93") })
    let card = BankCard(bank: report.bank, constant: 1.93, padding: "reflect")
    #expect(card.introduction.contains("reflect") && card.introduction.contains("1.93"))
    #expect(card.cards.map(\.number.value).contains(1.93))
    #expect(BankCard(bank: report.bank, constant: nil, padding: "reflect").cards.count == 6)
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
