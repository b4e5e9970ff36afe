import Foundation
import Scattering
import Stability
import TestSupport
import Testing

@testable import Plots
@testable import Reports

/// Networks on the stability page: one curve each beside other representations, and all layers in a section of their own.
@Suite struct NetworkSectionTests {
  private static let html = StabilityPage(SampleNetworks.report).html()
  private let page = XMLReader(html)

  @Test func onlyLastLayersAreDrawnBesideOthers() {
    let styles = RepresentationStyles(SampleNetworks.report)
    #expect(styles.names.count == 5 + 6)
    #expect(styles.drawn == SampleStability().names + ["CNN, trained: scores", "CNN, random: scores"])
    #expect(styles.layer("CNN, trained: rectifier 1") == styles.layer("CNN, trained: scores"))
    #expect(styles.layer("CNN, random: scores") != styles.layer("CNN, trained: scores"))
    #expect(Self.html.matches(of: /data-shows="representation-/).count == 7)
  }

  @Test func everyLayerHasItsLine() throws {
    #expect(page.error == nil)
    #expect(Self.html.contains("<h3>R by depth</h3>") && Self.html.contains("<h3>Distances by depth</h3>"))
    let rows = SampleNetworks.report.rows.filter {
      $0.kind == .elastic && $0.amplitude == 1 && $0.representation.hasPrefix("CNN")
    }
    #expect(rows.count == 6)
    let report = SampleNetworks.report
    let section = try #require(
      NetworkSection(StabilityFindings(report), styles: RepresentationStyles(report)))
    let tables = section.section.blocks.compactMap { $0 as? Table }
    let stated = tables.flatMap { XMLReader($0.element.markup).elements }.filter { $0.name == "data" }
      .compactMap { Double($0.attributes["value"] ?? "") }
    for row in rows {
      #expect(stated.contains(try #require(row.relativeStability).median))
      #expect(stated.contains(row.randomMaximum))
      #expect(row.certificate.map { stated.contains($0) } ?? true)
    }
  }

  /// Products of norms would press the curves of figures together.
  @Test func certificatesOfNetworksStandApart() {
    let report = SampleNetworks.report
    let curves = StabilityCurves(report, styles: RepresentationStyles(report)).figures
    #expect(curves.count == 6)
    let styles = RepresentationStyles(report)
    let rows = report.rows.enumerated().map { (offset: $0, row: $1) }
    func bounds(_ name: String) -> [String] {
      RepresentationCurves(
        name: name, rows: rows.filter { $0.row.representation == name && $0.row.kind == .elastic },
        styles: styles
      ).bounds.map(\.name)
    }
    #expect(bounds("CNN, trained: scores") == ["CNN, trained: scores, worst case"])
    #expect(bounds("scattering").contains("scattering, certificate"))
  }

  /// What is said of scattering's searches stays the same beside networks.
  @Test func findingsAreOfScattering() {
    let (alone, beside) = (
      StabilityFindings(SampleStability.report), StabilityFindings(SampleNetworks.report)
    )
    #expect(alone.worstOverRandom == beside.worstOverRandom && alone.tightnessRatio == beside.tightnessRatio)
    #expect(beside.scattering == alone.scattering && beside.pixels == alone.pixels)
  }

  @Test func withoutNetworksThereIsNoSection() {
    let report = SampleStability.report
    #expect(NetworkSection(StabilityFindings(report), styles: RepresentationStyles(report)) == nil)
    #expect(!StabilityPage(report).html().contains("layer by layer"))
  }

  @Test func rolesAreReadAsTheyWereWritten() throws {
    let json = StabilityPage(SampleNetworks.report).json()
    #expect(try JSONDecoder().decode(StabilityReport.self, from: Data(json.utf8)) == SampleNetworks.report)
    #expect(json.contains(#""role":{"depth":2,"kind":"layer","layer":"scores","network":"CNN, random"}"#))
    #expect(json.contains(#""role":{"kind":"pixels"}"#))
  }
}
