import Files
import Foundation
import Numerical
import Stability
import TestSupport
import Testing

@testable import Plots
@testable import Reports

@Suite struct StabilityFindingsTests {
  private let noun = SignalNoun(rank: 2)

  private func warnings(_ report: StabilityReport) -> [StabilityNotice] {
    StabilityText(StabilityFindings(report)).warnings
  }

  @Test func summaryStatesTheMiddleAmplitude() {
    let findings = StabilityFindings(SampleStability.report)
    #expect(findings.kind == .elastic)
    #expect(findings.amplitude == 1)
    #expect(findings.ranking.map(\.representation).first == "scattering")
    #expect(findings.ranking.map(\.representation).last == "raw pixels")
    #expect(StabilityText(findings).lead.joined().contains("0.218"))
  }

  /// One image has no interval anywhere: not in words, not in a table, not in a figure, not in the documents.
  @Test func oneImageHasNoInterval() throws {
    let report = SparseReports.one
    let html = StabilityPage(report).html()
    let page = XMLReader(html)
    let holders: Set = [
      "p", "li", "td", "th", "caption", "h1", "h2", "h3", "text", "desc", "title", "label", "dt", "dd",
      "figcaption",
    ]
    let words = page.elements.filter { holders.contains($0.name) }.map(\.text).joined(separator: " ")
    #expect(words.contains("one image has no intervals"))
    let others = words.replacingOccurrences(of: "one image has no intervals", with: "")
    for word in ["interval", "95 %", "NaN"] { #expect(!others.contains(word), "\(word)") }
    #expect(page.elements.filter { $0.name == "td" }.allSatisfy { !$0.text.contains("[") })
    #expect(page.elements.allSatisfy { $0.attributes["class"]?.contains("interval") != true })
    #expect(!StabilityPage(report).json().contains("NaN"))
    #expect(!StabilityTable(report).csv().contains("nan"))
    let read = try JSONDecoder().decode(StabilityReport.self, from: Data(StabilityPage(report).json().utf8))
    #expect(StabilityPage(read).json() == StabilityPage(report).json())
  }

  @Test func whatIsLeftOutIsNamed() {
    let found = warnings(SparseReports.one)
    #expect(found.prefix(2) == [.leftOut(names: ["flat.png", "black.png"]), .units(images: 1)])
    #expect(found[0].message(noun).contains("flat.png, black.png"))
    #expect(!warnings(SampleStability.report).contains { $0.message(noun).contains("Left out") })
    #expect(
      StabilityNotice.leftOut(names: (0..<12).map(String.init)).message(noun).hasSuffix("8, 9 and 2 more."))
  }

  /// The scale of grey is that of the samples where they would all be black.
  @Test func tinyPicturesAreSeen() throws {
    func pixels(_ factor: Double) -> [String] {
      var report = SampleStability.report
      for index in report.pictures.indices {
        report.pictures[index].samples = report.pictures[index].samples.map { factor * $0 }
      }
      let grids = PictureGrid.grids(of: report, styles: RepresentationStyles(report))
      return grids.flatMap { XMLReader($0.element.markup).elements.compactMap { $0.attributes["src"] } }
    }
    // The same power of two, the same grey levels.
    #expect(pixels(0x1p-565) == pixels(0x1p-20))
    #expect(Set(pixels(0x1p-565)).count > 2)
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
    #expect(findings.tightnessRatio == 2.61)
  }

  /// 0.0512 + 1.2 f of the Fourier modulus and the pixels, 0.0512 + 0.04 f of scattering in the sample, at 0.4 and 0.04.
  @Test func frequenciesAreCompared() throws {
    let findings = try #require(FrequencyFindings(SampleStability.report))
    let (fourier, scattering) = (0.0512 + 1.2 * 0.4, 0.0512 + 0.04 * 0.4)
    let ratio = try #require(findings.ratio)
    #expect(abs(ratio - fourier / scattering) < 1e-12)
    #expect(findings.movesLikePixels)
    for number in ["0.531", "0.0672", "7.90", "0.0992", "0.0528"] {
      #expect(findings.sentence.contains(number), "\(number)")
    }
  }

  /// Which is more, the numbers say; without a Fourier modulus there is nothing to say.
  @Test func findingsOnFrequenciesFollowTheNumbers() throws {
    var report = SampleStability.report
    report.frequencyResponses[0].distances[9].distance = 0.7
    report.frequencyResponses[4].distances[9].distance = 0.6
    let findings = try #require(FrequencyFindings(report))
    #expect(try #require(findings.ratio) < 1 && !findings.movesLikePixels)
    report.frequencyResponses.remove(at: 3)
    #expect(FrequencyFindings(report) == nil)
  }

  /// Rough fields of 4 px fold always in the sample, those of shear and others at times.
  @Test func foldingIsWarnedOf() throws {
    let folding = try #require(
      warnings(SampleStability.report).first { if case .folding = $0 { true } else { false } })
    guard case .folding(let kinds, let worst, let amplitude, let share) = folding else { return }
    #expect(
      kinds
        == DeformationKind.inOrder(
          SampleStability.report.deformations.filter { $0.foldedShare! > 0 }.map(\.kind)))
    #expect(worst == .rough && amplitude == 4 && share == 1)
  }

  /// The constant that counts is the one with padding, whatever the filters alone do.
  @Test func expansionByPaddingIsWarnedOf() {
    var report = SampleStability.report
    #expect(!warnings(report).contains { if case .expansion = $0 { true } else { false } })
    report.representations[0].lipschitzConstant = 1.93
    #expect(StabilityFindings(report).lipschitzConstant == 1.93)
    #expect(warnings(report).contains(.expansion(constant: 1.93, includesPadding: true)))
    let card = BankCard(bank: report.banks[0], constant: 1.93, padding: "reflect")
    #expect(card.introduction.contains("reflect") && card.introduction.contains("1.93"))
    #expect(card.cards.map(\.number.value).contains(1.93))
    #expect(BankCard(bank: report.banks[0], constant: nil, padding: "reflect").cards.count == 6)
  }

  @Test func violationsAndFloorsAreWarnedOf() {
    var report = SampleStability.report
    for index in report.rows.indices { report.rows[index].isFloorTooHigh = index == 0 }
    report.checks.violations = ["scattering, elastic, 1 px: 0.2 > 0.1"]
    report.checks.pixelRelativeStability = 1.1
    let warnings = warnings(report)
    #expect(warnings.first == .violation("scattering, elastic, 1 px: 0.2 > 0.1"))
    #expect(warnings.contains(.floors(rows: 1, of: report.rows.count, kinds: [report.rows[0].kind])))
    #expect(warnings.last == .pixels(ratio: 1.1))
    report.checks.violations = []
    report.rows[1].isOrdered = false
    #expect(self.warnings(report).first == .disorder(rows: 1))
  }

  @Test func wellOrderedReportHasNoWarning() {
    var report = SampleStability.report
    report.deformations = []
    for index in report.rows.indices { report.rows[index].isFloorTooHigh = false }
    #expect(warnings(report) == [])
    #expect(StabilityText(StabilityFindings(report)).notices.count == 1)
  }
}
