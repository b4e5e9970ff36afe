import Comparison
import Foundation
import Testing

@testable import Plots
@testable import Reports

@Suite struct ComparisonFigureTests {
  @Test func oneNumberOfLabelsHasPointsWithBarsAndNoCurve() throws {
    let report = SampleComparison(labelCounts: [300], repetitions: [5]).report
    let figures = LearningFigures(report, styles: ComparisonStyles(report)).figures
    let html = try #require(figures.first).element.markup
    #expect(figures.count == 1 && !html.contains("class=\"curve") && !html.contains("veil"))
    #expect(html.components(separatedBy: "class=\"outline").count - 1 == report.methods.count)
  }

  @Test func everyNumberOfLabelsIsMarked() {
    let counts = [300, 1000, 2000, 5000, 10_000, 20_000, 40_000, 60_000]
    let axis = Axis.labelCounts(counts)
    #expect(axis.tickValues == counts.map(Double.init))
    #expect(axis.tickLabels?.first == "300" && axis.tickLabels?.last == "60k")
    #expect(axis.label == "number of labels (samples); k = 1000")
    #expect(Axis.labelCounts([60, 75]).tickLabels == ["60", "75"])
  }

  @Test func allOrdersTogetherStandApart() {
    #expect(DepthCurves.whole([("order 0", 0), ("order 1", 1), ("all", 2)]) == 2)
    #expect(
      DepthCurves.whole([("all", 0)]) == nil && DepthCurves.whole([("linear 1", 0), ("scores", 1)]) == nil)
    let report = SampleComparison.report
    let series = DepthCurves([0, 1, 2]).series(
      "scattering", ComparisonStyles(report)["scattering"],
      [0.1, 0.2, 0.3].enumerated().map { ($0, .init(median: $1, low: $1, high: $1), "") }, whole: 2)
    // A point without position parts the curve from the last one.
    #expect(series.points.map(\.y.isNaN) == [false, false, true, false])
  }

  @Test func namesBreakBehindHyphens() {
    #expect(NameLines("scattering2-svm", longest: 14).lines == ["scattering2-", "svm"])
    #expect(NameLines("pixels-svm", longest: 14).lines == ["pixels-svm"])
  }
}
