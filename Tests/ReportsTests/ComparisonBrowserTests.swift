import Comparison
import Foundation
import TestSupport
import Testing

@testable import Plots
@testable import Reports

@Suite(
  .serialized,
  .enabled(if: try required(Browser.found != nil), "no Chromium on this machine; name one in CHROMIUM"))
struct ComparisonBrowserTests {
  private func probe(_ report: ComparisonReport, width: Int? = nil, options: [String] = []) throws
    -> (complaints: [String], probe: PageProbe)
  {
    try PageProbe.open(ComparisonPage(report).html(), plan: .comparison, width: width, options: options)
  }

  @Test func pageWorksInTheBrowser() throws {
    let (complaints, probe) = try probe(SampleComparison.report, options: ["--window-size=1400,900"])
    #expect(complaints == [])
    #expect(probe.violations == [])
    #expect(probe.resources == 0)
    #expect(probe.figures == 49)
    #expect(probe.scrollWidth <= probe.innerWidth)
    #expect(probe.clipped == [])
    #expect(probe.overlapping == [])
    #expect(probe.unreachable == [])
  }

  @Test func controlsAndTooltipsDoTheirWork() throws {
    let (_, probe) = try probe(SampleComparison.report)
    let row = SampleComparison.report.learning[0]
    #expect(probe.tip.hasPrefix("\(row.method), 300 labels"))
    #expect(probe.tip.contains(row.error.mean.percentText()) && probe.tip.contains("repetitions"))
    #expect(probe.shown[0] > 0 && probe.shown[1] == 0 && probe.shown[2] == probe.shown[0])
    #expect(probe.chosen == [[["4"], ["5"]], [["0"], ["1"]]])
    #expect(probe.ascending == probe.ascending.sorted() && probe.ascending.count == 4)
    #expect(probe.descending == probe.ascending.reversed())
    #expect(probe.savedNames == ["comparison.json", "comparison.csv"])
    #expect(probe.savedLengths == probe.expectedLengths)
  }

  /// WCAG 2 AA asks for 4.5 of words.
  @Test(arguments: [[], ["--blink-settings=preferredColorScheme=0"]])
  func wordsStandOutInBothThemes(options: [String]) throws {
    let (_, probe) = try probe(SampleComparison.report, options: options)
    #expect(Set(probe.backgrounds).count == 2)
    #expect(probe.backgrounds[0] == probe.backgrounds[2])
    #expect(probe.contrasts.allSatisfy { $0 >= 4.5 }, "\(probe.faintest)")
  }

  @Test(arguments: ["sample", "verbose"])
  func telephoneNeedsNoSidewaysScrolling(name: String) throws {
    let report = SparseComparisons.all[name] ?? SampleComparison.report
    let (complaints, probe) = try probe(report, width: 400)
    #expect(complaints == [])
    #expect(probe.innerWidth == 400)
    #expect(probe.scrollWidth <= 400)
    #expect(probe.clipped == [])
    #expect(probe.overlapping == [])
  }

  @Test(arguments: SparseComparisons.names)
  func sparsePagesRunToo(name: String) throws {
    let report = try #require(SparseComparisons.all[name])
    let (complaints, probe) = try probe(report)
    #expect(complaints == [])
    #expect(probe.violations == [])
    #expect(probe.clipped == [])
    #expect(probe.overlapping == [])
  }
}
