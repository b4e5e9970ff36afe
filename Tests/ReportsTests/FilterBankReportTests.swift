import Foundation
import Testing

@testable import Reports

@Suite struct FilterBankReportTests {
  @Test func pageIsWellFormed() {
    let reader = XMLReader(Sample.report.html())
    #expect(reader.error == nil)
    #expect(reader.elements.first?.name == "html")
  }

  @Test func pictureIsWellFormed() {
    let reader = XMLReader(Sample.report.svg())
    #expect(reader.error == nil)
    #expect(reader.elements.first?.attributes["xmlns"] == "http://www.w3.org/2000/svg")
  }

  @Test func nothingIsLoadedFromElsewhere() {
    for text in [Sample.report.html(), Sample.report.svg()] {
      let local = text.replacing("http://www.w3.org/2000/svg", with: "")
      #expect(!local.contains("://"))
      #expect(!local.contains("url("))
      #expect(!local.contains("@import"))
      #expect(!local.contains("<script"))
    }
  }

  @Test func everyAddressIsInline() {
    for text in [Sample.report.html(), Sample.report.svg()] {
      let addresses = XMLReader(text).elements.flatMap { [$0.attributes["href"], $0.attributes["src"]] }
      #expect(addresses.compactMap(\.self).allSatisfy { $0.hasPrefix("data:") })
    }
  }

  @Test func everyPictureHasAName() {
    let pictures = XMLReader(Sample.report.html()).elements.filter { $0.attributes["role"] == "img" }
    #expect(pictures.count == 4)
    #expect(pictures.allSatisfy { $0.attributes["aria-label"]?.isEmpty == false })
  }

  @Test func pageAndFileAgreeOnEveryNumber() throws {
    let stated = XMLReader(Sample.report.html()).elements.filter { $0.name == "data" }
      .compactMap { $0.attributes["value"].flatMap(Double.init) }
    let file = try JSONDecoder().decode(FilterBankSummary.self, from: Data(Sample.report.json().utf8))
    let bounds = [
      file.lowerBound, file.upperBound, file.lowerBoundWithDecimation, file.upperBoundWithDecimation,
    ].compactMap(\.self)
    let bands = file.bands.flatMap { [$0.angleDegrees, $0.centerFrequency, $0.bandwidth] }
    #expect(stated == bounds + bands)
  }

  @Test func shownNumbersAreTheExactOnesRounded() {
    let numbers = XMLReader(Sample.report.html()).elements.filter { $0.name == "data" }
    for number in numbers {
      let exact = number.attributes["value"].flatMap(Double.init) ?? .nan
      let shown = Double(number.text.replacing("−", with: "-")) ?? .nan
      #expect(abs(exact - shown) <= 0.5e-3 * max(abs(exact), 0.1))
    }
  }

  @Test func jsonReturnsTheSummary() throws {
    let text = try Sample.report.json()
    #expect(try JSONDecoder().decode(FilterBankSummary.self, from: Data(text.utf8)) == Sample.report.summary)
  }

  @Test func dataReturnsFromJSON() throws {
    let data = SampleBank(size: 8, scales: 1, orientations: 2).figureData()
    let text = try JSONEncoder().encode(data)
    #expect(try JSONDecoder().decode(FilterBankFigureData.self, from: text) == data)
  }

  /// At N = 32, J = 3, L = 8 the bounds are 0.123 and 1.0109, of which Kymatio's 3.1415 in place of pi makes
  /// up 6e-5.
  @Test func sampleHasTheKnownBounds() {
    #expect(abs(Sample.report.summary.lowerBound - 0.123) < 5e-4)
    #expect(abs(Sample.report.summary.upperBound - 1.0109) < 5e-5)
  }

  @Test func cutsRunFromZeroToTheEdge() {
    let (report, sum) = (Sample.report, Sample.report.data.littlewoodPaley)
    let cuts = report.summary.littlewoodPaleyCuts
    #expect(cuts.map(\.angleDegrees) == [0, 45, 90])
    #expect(cuts.allSatisfy { $0.values[0] == sum[0] })
    let ends = [sum[16 * 32], sum[16 * 32 + 16], sum[16]]
    for (cut, end) in zip(cuts, ends) { #expect(abs(cut.values[32] - end) < 1e-12) }
  }

  @Test func verdictFollowsTheBoundWithDecimation() {
    var data = SampleBank(size: 8, scales: 1, orientations: 2).figureData()
    #expect(FilterBankReport(data).words.verdict.contains("6.1 %"))
    data.upperBoundWithDecimation = 1 + 1e-15
    #expect(FilterBankReport(data).words.verdict.contains("expands no distance"))
  }

  @Test func boundsThatWereNotComputedAreLeftOut() {
    var data = SampleBank(size: 8, scales: 1, orientations: 2).figureData()
    data.lowerBoundWithDecimation = nil
    data.upperBoundWithDecimation = nil
    #expect(FilterBankReport(data).words.cards.map(\.name) == ["A", "B"])
  }
}
