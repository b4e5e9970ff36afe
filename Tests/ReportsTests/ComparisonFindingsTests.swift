import Comparison
import Foundation
import Numerical
import Testing

@testable import Plots
@testable import Reports

@Suite struct ComparisonFindingsTests {
  /// Rows of scattering, a network and perhaps a hybrid: means in per cent and half widths of their intervals, by number of
  /// labels.
  private func report(
    _ rows: [(labels: Int, scattering: Double, network: Double, half: Double)], hybrid: Double? = nil,
    repetitions: Int = 5
  ) -> ComparisonReport {
    var report = SparseComparisons.errorsOnly
    report.methods = report.methods.filter {
      ["scattering, linear", "CNN", "hybrid"].contains($0.name)
    }
    report.learning = rows.flatMap { row in
      [("scattering, linear", row.scattering), ("CNN", row.network)].map {
        learning($0, row.labels, $1, row.half, repetitions)
      }
    }
    if let hybrid, let last = rows.last {
      report.learning.append(learning("hybrid", last.labels, hybrid, last.half, repetitions))
    }
    report.comparisons = SampleComparison.comparisons(of: report.learning)
    return report
  }

  private func learning(_ name: String, _ labels: Int, _ percent: Double, _ half: Double, _ count: Int)
    -> LearningRow
  {
    return LearningRow(
      method: name, labelCount: labels, errors: Array(repeating: percent / 100, count: count),
      error: MeanInterval(
        mean: percent / 100, low: (percent - half) / 100, high: (percent + half) / 100, count: count),
      sources: count == 1 || labels >= 60000 ? [.testImages] : [.trainingSets, .testImages],
      chosen: [], trainingSeconds: 1, inferenceSeconds: 0.001)
  }

  private static let crossing: [(labels: Int, scattering: Double, network: Double, half: Double)] = [
    (300, 20, 26, 1), (3000, 14, 16, 1.5), (30000, 10, 8, 0.5),
  ]

  /// Scattering against networks.
  private func comparison(_ report: ComparisonReport) -> FamilyComparison {
    FamilyComparison(.scattering, .network, ComparisonFindings(report))
  }

  /// At a number of labels the method with the lowest mean, and those that the intervals do not tell apart from it.
  private func leader(_ report: ComparisonReport, at count: Int) -> (name: String, equals: [String]) {
    let findings = ComparisonFindings(report)
    let ranking = findings.ranking(at: count)
    return (ranking[0].method, findings.equals(of: ranking).map(\.method))
  }

  @Test func leadersAreOutsideOrNot() {
    let apart = report(Self.crossing)
    #expect(leader(apart, at: 300) == ("scattering, linear", []))
    #expect(leader(apart, at: 30000) == ("CNN", []))
    let wide = report([(300, 20, 21, 1), (30000, 8, 10, 1.5)])
    #expect(leader(wide, at: 300) == ("scattering, linear", ["CNN"]))
    #expect(leader(wide, at: 30000) == ("scattering, linear", ["CNN"]))
    // Each sentence is of its own number of labels, and states the mean of its leader.
    let lead = ComparisonText(apart).lead
    #expect(lead[0].contains("300") && lead[0].contains("20.00 %"))
    #expect(lead[1].contains("30000") && lead[1].contains("8.00 %"))
  }

  /// One repetition says nothing of other training images, and every sentence of order says so.
  @Test func oneRepetitionSpeaksOfTestImagesAlone() {
    let once = report(Self.crossing, repetitions: 1)
    #expect(leader(once, at: 300) == ("scattering, linear", []))
    #expect(ComparisonText(once).warnings == [.oneRepetition(labelCounts: [300, 3000, 30000])])
    #expect(
      ComparisonText(once).lead.prefix(2).allSatisfy { $0.contains("nothing of other training samples") })
    #expect(!ComparisonText(report(Self.crossing)).lead[0].contains("other training samples"))
  }

  /// Intervals that do not overlap show no order: the paired comparison alone does.
  @Test func ordersFollowFromPairedComparisons() {
    var apart = report(Self.crossing)
    for index in apart.comparisons.indices { apart.comparisons[index].isSettled = false }
    #expect(leader(apart, at: 300) == ("scattering, linear", ["CNN"]))
    apart.comparisons = []
    #expect(comparison(apart).pairs.allSatisfy { $0.verdict == .undecided })
    var swapped = report(Self.crossing)
    swapped.comparisons = swapped.comparisons.map { row in
      var row = row
      (row.first, row.second) = (row.second, row.first)
      row.difference = MeanInterval(
        mean: -row.difference.mean, low: -row.difference.high, high: -row.difference.low, count: 5)
      return row
    }
    #expect(
      comparison(swapped).pairs.map(\.verdict) == comparison(report(Self.crossing)).pairs.map(\.verdict))
  }

  /// Between 3000 and 30000 the logarithm of network over scattering goes from log(16/14) = 0.13353 to log(8/10) = -0.22314:
  /// zero at 3000 x 10^0.37438 = 7104.
  @Test func crossingIsSettledWhereBothSidesAre() throws {
    let comparison = comparison(report(Self.crossing))
    let crossing = try #require(comparison.crossings.first)
    let position = try #require(crossing.labelCount)
    #expect(abs(position - 3000 * pow(10, log(16.0 / 14) / (log(16.0 / 14) + log(10.0 / 8)))) < 1e-6)
    #expect(comparison.crossings.count == 1 && (crossing.below, crossing.above) == (3000, 30000))
    #expect(comparison.decidedCounts == [300, 30000] && comparison.isSettled)
    #expect(comparison.pairs.map(comparison.isFirstLower) == [true, true, false])
    #expect(FamilyComparisonText.rounded(position) == "7100")
    #expect(try #require(FamilyComparisonText(comparison).sentence).contains("7100"))
  }

  @Test func crossingWithinIntervalsIsNotSettled() {
    let oneSide = comparison(report([(300, 20, 26, 1), (3000, 10, 9.5, 1)]))
    #expect(oneSide.crossings.count == 1 && oneSide.decidedCounts == [300] && !oneSide.isSettled)
    let neither = comparison(report([(300, 20, 20.5, 1), (3000, 10, 9.5, 1)]))
    #expect(neither.crossings.count == 1 && neither.decidedCounts == [] && !neither.isSettled)
    let sentences = [oneSide, neither].compactMap { FamilyComparisonText($0).sentence }
    #expect(sentences.count == 2 && sentences.allSatisfy { $0.contains("not settled") })
  }

  @Test func theOrderIsThatOfTheNumbers() {
    let flipped = report(
      Self.crossing.map {
        (labels: $0.labels, scattering: $0.network, network: $0.scattering, half: $0.half)
      })
    #expect(leader(flipped, at: 300) == ("CNN", []))
    #expect(comparison(flipped).pairs.map(comparison(flipped).isFirstLower) == [false, false, true])
    #expect(comparison(flipped).pairs.map(\.verdict) == [.second, .undecided, .first])
  }

  @Test func whatDoesNotCrossHasNoCrossing() {
    let sure = comparison(report([(300, 20, 26, 1), (3000, 10, 14, 1)]))
    #expect(sure.crossings == [] && sure.decidedCounts == [300, 3000])
    let partly = comparison(report([(300, 20, 26, 1), (3000, 10, 10.5, 1)]))
    #expect(partly.crossings == [] && partly.decidedCounts == [300])
    let never = comparison(report([(300, 26.5, 26, 1), (3000, 10.5, 10, 1)]))
    #expect(never.crossings == [] && never.decidedCounts == [])
    #expect(never.pairs.map(never.isFirstLower) == [false, false])
    let equal = comparison(report([(300, 20, 20, 1), (3000, 10, 11, 1)]))
    #expect(equal.crossings == [] && equal.pairs.map(equal.isFirstLower) == [false, true])
    let often = comparison(report([(300, 20, 26, 1), (1000, 20, 15, 1), (3000, 10, 14, 1)]))
    #expect(often.crossings.count == 2 && !often.isSettled)
    #expect([sure, partly, never, equal, often].allSatisfy { FamilyComparisonText($0).sentence != nil })
  }

  @Test(arguments: [
    (6.0, ComparisonFindings.Verdict.first), (7.8, .undecided), (10, .second),
  ])
  func hybridIsComparedWithTheNetwork(error: Double, verdict: ComparisonFindings.Verdict) throws {
    let report = report(Self.crossing, hybrid: error)
    let pair = FamilyComparison(.hybrid, .network, ComparisonFindings(report)).pairs.last
    #expect(try #require(pair).verdict == verdict)
    let sentence = try #require(ComparisonText(report).lead.last)
    #expect(sentence.contains(String(format: "%.2f %%", error)) && sentence.contains("8.00 %"))
    #expect(sentence.contains("settled by the paired test") == (verdict != .undecided))
  }

  @Test func oneMethodLeadsNobody() {
    let text = ComparisonText(SparseComparisons.single)
    #expect(text.lead.count == 1 && text.lead[0].contains("26.20 %"))
    #expect(text.warnings == [.oneRepetition(labelCounts: [300])])
    #expect(comparison(SparseComparisons.single).pairs.isEmpty)
  }

  @Test func whatFailedIsWarnedOf() {
    let text = ComparisonText(SparseComparisons.awkward)
    #expect(
      text.warnings == [
        .disorder(rows: 1), .sameImages(labelCounts: [60000]),
        .diverged(networks: ["CNN"]), .missing(rows: 1),
      ])
    #expect(text.notices == text.warnings.map(\.message) + SampleComparison.report.notices)
    var report = SparseComparisons.errorsOnly
    #expect(ComparisonText(report).warnings == [.sameImages(labelCounts: [60000])])
    report.dataset.trainCount = 60001
    for index in report.learning.indices { report.learning[index].sources = [.trainingSets, .testImages] }
    #expect(ComparisonText(report).warnings == [] && ComparisonText(report).notices.count == 1)
  }

  /// 1 − cos 1 − (sin 1 − cos 1)/π = 0.36382, and cos 1 + ψ of the sample’s own formula.
  @Test func closedFormIsThatOfTheTheory() {
    #expect(abs(GaussianRectifier.squaredDistance(angle: 1) - 0.3638) < 5e-5)
    #expect(abs(GaussianRectifier.squaredDistance(angle: 1) / (2 - 2 * cos(1.0)) - 0.3957) < 5e-5)
    for row in SampleComparison.report.gaussianLayers {
      #expect(abs(GaussianRectifier.squaredDistance(angle: row.angle) - row.predicted) < 1e-12)
    }
  }

  /// The sample’s deviation is a constant of the angle over the root of the width.
  @Test func powerOfTheDeviationIsFitted() throws {
    let findings = GaussianFindings(rows: SampleComparison.report.gaussianLayers)
    #expect(abs(try #require(findings.power) + 0.5) < 1e-9)
    var rows = SampleComparison.report.gaussianLayers
    for index in rows.indices {
      rows[index].deviation = pow(Double(rows[index].width), -0.25) * (1 + rows[index].angle)
    }
    #expect(abs(try #require(GaussianFindings(rows: rows).power) + 0.25) < 1e-9)
    #expect(GaussianFindings(rows: Array(rows.prefix(1))).power == nil)
  }

  @Test func regulariserIsComparedAtTheMostLabels() throws {
    let rows = SampleComparison.report.generalisation
    let text = GeneralisationText(rows: rows)
    let chain = try #require(text.chain)
    #expect((chain.ordered, chain.checked) == (10, 10))
    let regularised = try #require(text.regularised)
    #expect(regularised.plain.labelCount == 10000 && regularised.regular.labelCount == 10000)
    #expect(regularised.plain.regularisation == 0 && regularised.regular.regularisation == 0.01)
    #expect(GeneralisationText(rows: rows.filter { $0.regularisation == 0 }).regularised == nil)
    var disordered = rows
    disordered[0].frobeniusMargin = 1e6
    disordered[1].isOrdered = false
    #expect(GeneralisationText(rows: disordered).chain?.ordered == 8)
    for index in disordered.indices {
      (disordered[index].spectralMargin, disordered[index].frobeniusMargin) = (nil, nil)
    }
    #expect(GeneralisationText(rows: disordered).chain == nil)
  }

  @Test func lastLayersAreRanked() {
    var rows = SampleComparison.report.layers
    let styles = ComparisonStyles(SampleComparison.report)
    let text = LayerText(LayerFigures(rows: rows, styles: styles))
    #expect(text.ranking.first?.network == "CNN, trained")
    #expect(text.ranking.first?.layer == "scores" && text.ranking.count == 4)
    for index in rows.indices where rows[index].network == "scattering" {
      (rows[index].relativeStability.median, rows[index].relativeStability.high) = (0.01, 0.02)
    }
    let flipped = LayerText(LayerFigures(rows: rows, styles: styles))
    #expect(flipped.ranking.first?.network == "scattering" && flipped.equals.isEmpty)
    for index in rows.indices where rows[index].network == "scattering" {
      rows[index].relativeStability.high = 10
    }
    #expect(LayerText(LayerFigures(rows: rows, styles: styles)).equals.count == 3)
  }
}
