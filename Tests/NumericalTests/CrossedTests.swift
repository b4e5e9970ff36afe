import Foundation
import Numerical
import Scattering
import Testing

@Suite struct CrossedTests {
  /// The mean squares by their definition, from every value.
  @Test func meanSquaresAreThoseOfTheTable() {
    let rows = [[0, 1, 1, 0, -1], [0, 1, 0, 0, 0], [1, 1, 1, 0, -1]]
    let squares = CrossedMeanSquares(rows)
    let mean = 4.0 / 15
    let repetitions = rows.map { Double($0.reduce(0, +)) / 5 }
    let images = (0..<5).map { image in Double(rows.reduce(0) { $0 + $1[image] }) / 3 }
    var rest = 0.0
    for (r, row) in rows.enumerated() {
      for (i, value) in row.enumerated() {
        let deviation = Double(value) - repetitions[r] - images[i] + mean
        rest += deviation * deviation / 8
      }
    }
    func square(_ values: [Double]) -> Double { values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } }
    #expect(abs(squares.mean - mean) < 1e-15 && abs(squares.meanOfSquares - 8.0 / 15) < 1e-15)
    #expect(abs(squares.repetitions - 5 * square(repetitions) / 2) < 1e-14)
    #expect(abs(squares.images - 3 * square(images) / 4) < 1e-14)
    #expect(abs(squares.rest - rest) < 1e-14)
  }

  /// Wilson's example by its formula at 20 of 100: 0.1334 to 0.2888.
  @Test func oneRepetitionHasWilsonsInterval() {
    let row = (0..<100).map { $0 < 20 ? 1 : 0 }
    let one = MeanInterval(errors: CrossedMeanSquares([row]))
    #expect(abs(one.low - 0.13337) < 1e-5 && abs(one.high - 0.28883) < 1e-5)
    // Repetitions that all err on the same images tell no more than one.
    let three = MeanInterval(errors: CrossedMeanSquares([row, row, row]))
    #expect(abs(three.low - one.low) < 1e-12 && abs(three.high - one.high) < 1e-12 && three.count == 3)
  }

  @Test(arguments: [0, 1]) func noErrorAndNoRightAnswerHaveWidth(value: Int) {
    let interval = MeanInterval(
      errors: CrossedMeanSquares([[Int]](repeating: [Int](repeating: value, count: 225), count: 3)))
    // z^2 / (n + z^2) on the inner side, nothing beyond the possible.
    let width = 3.8414588 / 228.8414588
    #expect(abs(interval.high - interval.low - width) < 1e-8)
    #expect(value == 0 ? interval.low == 0 : interval.high == 1)
  }

  /// At the ends of Tango's interval the score, with the likelihood's maximum under the constraint found by search, is +-1.96.
  @Test(arguments: [(12, 2, 50), (9, 0, 40), (1, 1, 225), (300, 420, 10_000)])
  func endsHaveTheScoreOfTheQuantile(first: Int, second: Int, count: Int) {
    let row = (0..<count).map { $0 < first ? 1 : $0 < first + second ? -1 : 0 }
    let interval = PairedDifference(CrossedMeanSquares([row])).interval
    let (b, c, n) = (Double(first), Double(second), Double(count))
    func score(_ difference: Double) -> Double {
      // p21 = p, p12 = p + difference.
      func logLikelihood(_ p: Double) -> Double {
        func term(_ count: Double, _ share: Double) -> Double { count == 0 ? 0 : count * log(share) }
        return term(b, p + difference) + term(c, p) + term(n - b - c, 1 - 2 * p - difference)
      }
      var (low, high) = (max(0, -difference), (1 - difference) / 2)
      for _ in 0..<200 {
        let (one, two) = (low + (high - low) / 3, high - (high - low) / 3)
        if logLikelihood(one) < logLikelihood(two) { low = one } else { high = two }
      }
      let p = (low + high) / 2
      return (b - c - n * difference) / (n * (2 * p + difference * (1 - difference))).squareRoot()
    }
    // A maximum is found to half the digits.
    #expect(abs(score(interval.low) - 1.959964) < 1e-4 && abs(score(interval.high) + 1.959964) < 1e-4)
  }

  @Test func differencesHaveExactProbabilities() {
    let row = (0..<50).map { $0 < 12 ? 1 : $0 < 14 ? -1 : 0 }
    let difference = PairedDifference(CrossedMeanSquares([row]))
    // McNemar's exact test: twice (1 + 14 + 91) / 2^14.
    #expect(abs(difference.probability - 2 * 106.0 / 16384) < 1e-12)
    let none = PairedDifference(CrossedMeanSquares([[Int](repeating: 0, count: 50)]))
    #expect(
      abs(none.interval.high - 3.8414588 / 53.8414588) < 1e-8 && none.interval.low == -none.interval.high)
    #expect(none.probability == 1)
  }

  @Test func swappingTheMethodsTurnsTheDifference() {
    var generator = SeededGenerator(seed: 3)
    let rows = (0..<4).map { _ in (0..<60).map { _ in Int.random(in: -1...1, using: &generator) } }
    let (one, other) = (
      PairedDifference(CrossedMeanSquares(rows)),
      PairedDifference(CrossedMeanSquares(rows.map { $0.map { -$0 } }))
    )
    #expect(abs(one.interval.low + other.interval.high) < 1e-12 && one.probability == other.probability)
  }

  @Test func betaIsTheBinomialTail() {
    // P(X >= k) of n fair coins, by adding.
    for (k, n) in [(1, 1), (3, 5), (9, 12), (40, 60), (500, 900)] {
      var (share, tail) = (1.0, 0.0)
      for _ in 0..<n { share /= 2 }
      for heads in 0...n {
        if heads >= k { tail += share }
        share *= Double(n - heads) / Double(heads + 1)
      }
      #expect(abs(regularizedBeta(0.5, Double(k), Double(n - k + 1)) / tail - 1) < 1e-11)
    }
  }

  @Test func holmsValuesAreThoseByHand() {
    let adjusted = holmAdjusted([0.01, 0.04, 0.03, 0.005])
    for (value, expected) in zip(adjusted, [0.03, 0.06, 0.06, 0.02]) {
      #expect(abs(value - expected) < 1e-15)
    }
    #expect(holmAdjusted([]) == [] && holmAdjusted([0.9, 0.8]) == [1, 1])
  }

  @Test func normalQuantilesAreThoseOfTheTables() {
    #expect(abs(NormalDistribution.quantile(0.975) - 1.959963984540054) < 1e-12)
    #expect(abs(NormalDistribution.upperTail(1.6448536269514722) - 0.05) < 1e-15)
  }
}
