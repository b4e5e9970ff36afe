import Foundation
import TestSupport
import Testing

@testable import Plots
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

  /// A raster a wavelet and one of the low-pass, of the Littlewood-Paley sum and of two colour bars.
  @Test func rastersAreImages() throws {
    let images = XMLReader(Sample.report.svg()).elements.filter { $0.name == "image" }
    #expect(images.count == 25 + 1 + 2)
    for image in images {
      let data = try #require(image.attributes["href"]?.split(separator: ",").last)
      let file = try #require(Data(base64Encoded: String(data)))
      #expect(file.starts(with: [0x89, 0x50, 0x4E, 0x47]) && file.count > 60)
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
    #expect(FilterBankReport(data).text.verdict.contains("6.1 %"))
    data.upperBoundWithDecimation = 1 + 1e-15
    #expect(FilterBankReport(data).text.verdict.contains("expands no distance"))
  }

  @Test func boundsThatWereNotComputedAreLeftOut() {
    var data = SampleBank(size: 8, scales: 1, orientations: 2).figureData()
    data.lowerBoundWithDecimation = nil
    data.upperBoundWithDecimation = nil
    #expect(FilterBankReport(data).text.cards.map(\.name) == ["A", "B"])
  }
}

@Suite struct BrowserTests {
  @Test(.enabled(if: try required(Browser.found != nil), "no Chromium on this machine; name one in CHROMIUM"))
  func browserHasNoComplaints() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "reports-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "filters.html")
    try Sample.report.html().write(to: file, atomically: true, encoding: .utf8)
    let result = try #require(try Browser.found?.open(file, profile: folder))
    #expect(result.complaints == [])
    #expect(result.page.contains("<figcaption>"))
  }
}
