import Comparison
import Foundation
import Numerical
import Testing

@testable import Reports

@Suite struct ComparisonWordsTests {
  /// Rows of scattering, a network and perhaps a hybrid: means in per cent and half widths of their intervals, by number of labels.
  private func report(
    _ rows: [(labels: Int, scattering: Double, network: Double, half: Double)], hybrid: Double? = nil,
    repetitions: Int = 5
  ) -> ComparisonReport {
    var report = SparseComparisons.errorsOnly
    report.contestants = report.contestants.filter {
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
    return report
  }

  private func learning(_ name: String, _ labels: Int, _ percent: Double, _ half: Double, _ count: Int)
    -> LearningRow
  {
    let half = count > 1 ? half : 0
    return LearningRow(
      contestant: name, labelCount: labels, errors: Array(repeating: percent / 100, count: count),
      error: MeanInterval(
        mean: percent / 100, low: (percent - half) / 100, high: (percent + half) / 100, count: count),
      chosen: [], trainingSeconds: 1, inferenceSeconds: 0.001)
  }

  private func lead(_ report: ComparisonReport) -> [String] { ComparisonWords(report).lead }

  private static let crossing: [(labels: Int, scattering: Double, network: Double, half: Double)] = [
    (300, 20, 26, 1), (3000, 14, 16, 1.5), (30000, 10, 8, 0.5),
  ]

  @Test func leadersAreOutsideOrNot() {
    let words = lead(report(Self.crossing))
    #expect(
      words[0]
        == "At 300 labels, scattering, linear has the lowest mean error: 20.00 % (95 % interval 19.00 to 21.00); the intervals of all "
        + "others lie above its own, the nearest being CNN with 26.00 % (95 % interval 25.00 to 27.00).")
    #expect(words[1].hasPrefix("At 30000 labels, CNN has the lowest mean error: 8.00 %"))
    let wide = lead(report([(300, 20, 21, 1), (30000, 8, 10, 1.5)]))
    #expect(wide[0].hasSuffix("these data do not tell it apart from CNN (21.00 %)."))
    #expect(wide[1].hasPrefix("At 30000 labels, scattering, linear has the lowest mean error"))
    #expect(wide[1].hasSuffix("these data do not tell it apart from CNN (10.00 %)."))
  }

  /// Half of 95 % for a share of 0.2 of 10,000 images: 1.96 sqrt(0.2 x 0.8 / 10,000) = 0.784 points.
  @Test func oneRepetitionClaimsNoOrder() {
    let words = lead(report(Self.crossing, repetitions: 1))
    #expect(words[0].contains("One repetition has no interval, so no order is claimed."))
    #expect(words[0].contains("leaves 0.78 points on either side"))
    #expect(words.allSatisfy { !$0.contains("outside the intervals at") && !$0.contains("lie above") })
    #expect(words[2].contains("not settled"))
    #expect(ComparisonWords(report(Self.crossing, repetitions: 1)).areWarnings)
  }

  /// Between 3000 and 30000 the logarithm of network over scattering goes from log(16/14) = 0.13353 to log(8/10) = -0.22314: zero at
  /// 3000 x 10^0.37438 = 7104.
  @Test func crossingIsSettledWhereBothSidesAre() throws {
    let findings = ComparisonFindings(report(Self.crossing))
    let duel = FamilyDuel(.scattering, .network, findings)
    let place = try #require(duel.crossings.first?.labelCount)
    #expect(abs(place - 3000 * pow(10, log(16.0 / 14) / (log(16.0 / 14) + log(10.0 / 8)))) < 1e-6)
    #expect(duel.isSettled)
    let words = lead(report(Self.crossing))[2]
    #expect(
      words.contains("scattering has the lower mean error up to 3000 labels and a network from 30000 on"))
    #expect(words.contains("near 7100 labels"))
    #expect(words.contains("outside the intervals at 300 and 30000 labels, on both sides"))
  }

  @Test func crossingWithinIntervalsIsNotSettled() {
    let oneSide = lead(report([(300, 20, 26, 1), (3000, 10, 9.5, 1)]))[2]
    #expect(oneSide.contains("only at 300 labels, on one side, so that the crossing is not settled"))
    let neither = lead(report([(300, 20, 20.5, 1), (3000, 10, 9.5, 1)]))[2]
    #expect(neither.contains("The intervals overlap throughout, so that the crossing is not settled."))
  }

  @Test func theOrderIsThatOfTheNumbers() {
    let flipped = Self.crossing.map {
      (labels: $0.labels, scattering: $0.network, network: $0.scattering, half: $0.half)
    }
    let words = lead(report(flipped))
    #expect(words[0].hasPrefix("At 300 labels, CNN has the lowest"))
    #expect(
      words[2].contains("a network has the lower mean error up to 3000 labels and scattering from 30000 on"))
  }

  @Test func whatDoesNotCrossIsSaidNotTo() {
    let sure = lead(report([(300, 20, 26, 1), (3000, 10, 14, 1)]))[2]
    #expect(
      sure.hasSuffix(
        "scattering has the lower mean error at all 2 numbers of labels from 300 to 3000, outside the intervals at each."
      ))
    let partly = lead(report([(300, 20, 26, 1), (3000, 10, 10.5, 1)]))[2]
    #expect(partly.hasSuffix("from 300 to 3000, outside the intervals at 300."))
    let never = lead(report([(300, 26.5, 26, 1), (3000, 10.5, 10, 1)]))[2]
    #expect(
      never.hasSuffix(
        "a network has the lower mean error at all 2 numbers of labels from 300 to 3000, nowhere outside the intervals."
      ))
    let equal = lead(report([(300, 20, 20, 1), (3000, 10, 11, 1)]))[2]
    #expect(equal.contains("do not cross"))
    let often = lead(report([(300, 20, 26, 1), (1000, 20, 15, 1), (3000, 10, 14, 1)]))[2]
    #expect(often.contains("cross 2 times, so that there is no one crossing point"))
  }

  @Test func hybridIsComparedWithTheNetwork() {
    let less = lead(report(Self.crossing, hybrid: 6)).last ?? ""
    #expect(
      less.contains("hybrid has an error of 6.00 %") && less.contains("less than CNN with 8.00 %")
        && less.hasSuffix("outside the intervals."))
    let same = lead(report(Self.crossing, hybrid: 7.8)).last ?? ""
    #expect(same.hasSuffix("of CNN: no order is shown."))
    let more = lead(report(Self.crossing, hybrid: 10)).last ?? ""
    #expect(more.contains("more than CNN") && more.hasSuffix("outside the intervals."))
  }

  @Test func oneContestantLeadsNobody() {
    let words = ComparisonWords(SparseComparisons.single)
    #expect(words.lead.count == 1)
    #expect(words.lead[0].hasPrefix("At 300 labels, scattering m = 2, PCA has an error of 26.20 %"))
    #expect(words.title == "1 classifier on MNIST, 5,000 digits, 300 labels")
  }

  @Test func whatFailedIsWarnedOf() {
    let words = ComparisonWords(SparseComparisons.awkward)
    #expect(words.notices.contains { $0.hasPrefix("1 row of the layers break") })
    #expect(words.notices.contains { $0.contains("loss was not finite in a training of CNN") })
    #expect(words.notices.contains { $0.hasPrefix("1 mean error of learning") })
    #expect(words.notices.last == SampleComparison.report.notices[0])
    let errors = ComparisonWords(SparseComparisons.errorsOnly)
    #expect(!errors.areWarnings && errors.notices.count == 1)
  }

  /// 1 − cos 1 − (sin 1 − cos 1)/π = 0.36382, and cos 1 + ψ of the sample’s own formula.
  @Test func closedFormIsThatOfTheTheory() {
    #expect(abs(GaussianFindings.squaredDistance(angle: 1) - 0.3638) < 5e-5)
    #expect(abs(GaussianFindings.squaredDistance(angle: 1) / (2 - 2 * cos(1.0)) - 0.3957) < 5e-5)
    for row in SampleComparison.report.gaussianLayers {
      #expect(abs(GaussianFindings.squaredDistance(angle: row.angle) - row.predicted) < 1e-12)
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

  @Test func regulariserIsDescribedByItsNumbers() {
    let rows = SampleComparison.report.generalisation
    let words = GeneralisationWords(rows: rows).sentence
    #expect(words.contains("in 10 of 10 rows"))
    #expect(words.contains("at 10000 labels"))
    #expect(
      !GeneralisationWords(rows: rows.filter { $0.regularisation == 0 }).sentence.contains("regulariser"))
    var disordered = rows
    disordered[0].frobeniusMargin = 1e6
    disordered[1].isOrdered = false
    #expect(GeneralisationWords(rows: disordered).sentence.contains("in 8 of 10 rows"))
    for index in disordered.indices {
      (disordered[index].spectralMargin, disordered[index].frobeniusMargin) = (nil, nil)
    }
    #expect(!GeneralisationWords(rows: disordered).sentence.contains("chain"))
  }

  @Test func lastLayersAreRanked() {
    let styles = ComparisonStyles(SampleComparison.report)
    let words = LayerWords(LayerFigures(rows: SampleComparison.report.layers, styles: styles)).sentence
    #expect(words.hasPrefix("At elastic deformation of 1 px, R at the last layer is: CNN, trained"))
    var rows = SampleComparison.report.layers
    for index in rows.indices where rows[index].network == "scattering" {
      rows[index].relativeStability.median = 0.01
    }
    for index in rows.indices where rows[index].network == "scattering" {
      rows[index].relativeStability.high = 0.02
    }
    let flipped = LayerWords(LayerFigures(rows: rows, styles: styles)).sentence
    #expect(flipped.contains("scattering is the most stable, outside the intervals"))
  }
}
