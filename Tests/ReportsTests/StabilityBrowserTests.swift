import Foundation
import Stability
import TestSupport
import Testing

@testable import Plots
@testable import Reports

@Suite(
  .serialized,
  .enabled(if: try required(Browser.found != nil), "no Chromium on this machine; name one in CHROMIUM"))
struct StabilityBrowserTests {
  private func probe(_ report: StabilityReport, width: Int? = nil, options: [String] = []) throws
    -> (complaints: [String], probe: PageProbe)
  {
    try PageProbe.open(StabilityPage(report).html(), plan: .stability, width: width, options: options)
  }

  @Test func pageWorksInTheBrowser() throws {
    let (complaints, probe) = try probe(SampleStability.report, options: ["--window-size=1280,900"])
    #expect(complaints == [])
    #expect(probe.violations == [])
    #expect(probe.resources == 0)
    #expect(probe.figures == 9)
    #expect(probe.markers == 6 * 5 * 5)
    #expect(probe.responses == 5 * 10)
    #expect(probe.clipped == [])
    #expect(probe.overlapping == [])
    #expect(probe.unreachable == [])
  }

  @Test func buttonsAndTooltipsDoTheirWork() throws {
    let (_, probe) = try probe(SampleStability.report)
    let row = SampleStability.report.rows[0]
    #expect(probe.tip.hasPrefix("scattering, translation, 0.25 px"))
    #expect(probe.tip.contains(String(format: "%.6g", row.distance.median)))
    let last = SampleStability.report.frequencyResponses.last?.distances.last
    #expect(probe.responseTip.hasPrefix("raw pixels, 0.4 cycles/pixel"))
    #expect(probe.responseTip.contains(String(format: "%.6g", try #require(last).distance)))
    #expect(probe.shown[0] > 0 && probe.shown[1] == 0 && probe.shown[2] == probe.shown[0])
    #expect(probe.ascending == probe.ascending.sorted())
    #expect(probe.descending == probe.ascending.reversed())
    let rows = SampleStability.report.rows.filter { $0.kind == .rough }
    #expect(probe.ascending == rows.map(\.distance.median).sorted())
    #expect(probe.savedNames == ["stability.json", "stability.csv"])
    #expect(probe.savedLengths == probe.expectedLengths)
  }

  /// WCAG 2 AA asks for 4.5 of words.
  @Test(arguments: [[], ["--blink-settings=preferredColorScheme=0"]])
  func wordsStandOutInBothThemes(options: [String]) throws {
    let (_, probe) = try probe(SampleStability.report, options: options)
    #expect(Set(probe.backgrounds).count == 2)
    #expect(probe.backgrounds[0] == probe.backgrounds[2])
    #expect(probe.contrasts.allSatisfy { $0 >= 4.5 }, "\(probe.faintest)")
  }

  @Test func telephoneNeedsNoSidewaysScrolling() throws {
    let (complaints, probe) = try probe(SampleStability.report, width: 400)
    #expect(complaints == [])
    #expect(probe.innerWidth == 400)
    #expect(probe.scrollWidth <= 400)
    #expect(probe.clipped == [])
    #expect(probe.overlapping == [])
  }

  @Test(arguments: ["unbounded", "single", "zero"])
  func sparsePagesRunToo(name: String) throws {
    let report = try #require(SparseReports.all[name])
    let (complaints, probe) = try probe(report)
    #expect(complaints == [])
    #expect(probe.figures == Set(report.rows.map(\.kind)).count + 3)
    #expect(probe.clipped == [])
    #expect(probe.overlapping == [])
  }

  /// Two figures more; a marker a layer in each, besides a curve for the last layer of each network and kind.
  @Test func networksHaveFiguresOfTheirOwn() throws {
    let (complaints, probe) = try probe(SampleNetworks.report, options: ["--window-size=1280,900"])
    #expect(complaints == [])
    #expect(probe.violations == [])
    #expect(probe.figures == 11)
    #expect(probe.markers == 6 * 7 * 5 + 2 * 6)
    #expect(probe.clipped == [])
    #expect(probe.overlapping == [])
  }
}
