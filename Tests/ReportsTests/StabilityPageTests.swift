import Foundation
import Stability
import TestSupport
import Testing

@testable import Plots
@testable import Reports

@Suite struct StabilityPageTests {
  private static let html = StabilityPage(SampleStability.report).html()
  private let page = XMLReader(html)

  @Test func embeddedDocumentsAreThoseBeside() throws {
    let report = try #require(block("report"))
    #expect(try JSONDecoder().decode(StabilityReport.self, from: Data(report.utf8)) == SampleStability.report)
    let table = try JSONDecoder().decode(String.self, from: Data(try #require(block("table")).utf8))
    #expect(table == StabilityTable(SampleStability.report).csv())
  }

  private func block(_ id: String) -> String? {
    page.elements.first { $0.attributes["id"] == id && $0.name == "script" }?.text
  }

  @Test func figuresAreAllThere() {
    #expect(page.elements.filter { $0.attributes["role"] == "img" }.count == 6 + 3)
    #expect(page.elements.filter { $0.name == "desc" }.count == 6 + 3)
  }

  /// Every distance that a table states is a distance of the report, to the last bit.
  @Test func tablesStateTheNumbersOfTheReport() {
    let stated = Set(
      page.elements.filter { $0.name == "data" }.compactMap { Double($0.attributes["value"] ?? "") })
    for row in SampleStability.report.rows {
      #expect(stated.contains(row.distance.median) && stated.contains(row.distance.high))
      #expect(row.worstCase.map(stated.contains) ?? true)
      #expect(row.certificate.map(stated.contains) ?? true)
    }
    #expect(SampleStability.report.fits.allSatisfy { stated.contains($0.constant.median) })
  }

  /// A marker a number of the report, at its place in the figure, and a cell that states it to the last bit.
  @Test func frequenciesStateTheNumbersOfTheReport() throws {
    let responses = SampleStability.report.frequencyResponses
    let points = responses.flatMap { response in response.distances.map { (response.representation, $0) } }
    #expect(Self.html.contains("<h3>Dilation by 5 % at each frequency</h3>"))
    let markers = Self.html.matches(of: /data-response="(\d+)"[^>]*><title>([^<]+)<\/title>/)
    #expect(markers.map { Int($0.1) } == Array(points.indices))
    for (marker, point) in zip(markers, points) {
      let place = [point.1.frequency, point.1.distance].map { $0.text(significant: 4) }
      #expect(marker.2 == "\(point.0): \(place[0]), \(place[1])")
    }
    let table = try #require(StabilityTables(SampleStability.report).frequencies)
    let cells = XMLReader(table.element.markup).elements.filter { $0.name == "data" }
      .compactMap { Double($0.attributes["value"] ?? "") }
    let expected = responses[0].distances.indices.flatMap { index in
      [responses[0].distances[index].frequency] + responses.map { $0.distances[index].distance }
    }
    #expect(cells == expected)
  }

  @Test func picturesAreAllThereAndTheWorstStandOut() {
    let pictures = page.elements.filter { $0.name == "img" }
    #expect(pictures.count == SampleStability.report.pictures.count)
    #expect(pictures.allSatisfy { $0.attributes["alt"]?.isEmpty == false })
    let worst = page.elements.filter { $0.attributes["class"] == "picture worst" }
    #expect(worst.count == SampleStability.report.pictures.filter(\.isWorstCase).count)
  }

  @Test func hostileNamesAreOnlyWords() throws {
    let name = "</script><script>alert(1)</script><img src=x onerror=alert(2)>&\"']]>"
    var report = SampleStability.report
    report.inputs[0].name = name
    report.representations[0].name = name
    for index in report.rows.indices where report.rows[index].representation == "scattering" {
      report.rows[index].representation = name
    }
    for index in report.pictures.indices { report.pictures[index].image = name }
    let page = XMLReader(StabilityPage(report).html())
    #expect(page.error == nil)
    #expect(page.elements.filter { $0.name == "script" }.count == 3)
    #expect(page.elements.contains { $0.name == "th" && $0.text == name })
  }

  @Test(arguments: SparseReports.all.keys.sorted())
  func whatIsMissingIsLeftOut(name: String) throws {
    let html = StabilityPage(try #require(SparseReports.all[name])).html()
    #expect(XMLReader(html).error == nil)
    #expect(!html.contains("not a number of"))
  }
}
