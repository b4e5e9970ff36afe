import Arrays
import Foundation
import Numerical
import Testing

/// Intervals beside what is known of them in closed form.
@Suite struct BootstrapTests {
  /// A resample of n distinct values has its median at or below the k-th smallest with the probability that a binomial
  /// variable of n trials and share k / n reaches (n + 1) / 2: the percentiles are order statistics.
  @Test(arguments: [5, 9, 11]) func mediansHaveBinomialPercentiles(count: Int) {
    let values = (0..<count).map { Double(($0 * 7) % count) * 1.5 }
    let interval = Bootstrap(resamplings: 20000, seed: 3).median(values)
    func distribution(_ k: Int) -> Double {
      let share = Double(k) / Double(count)
      return ((count + 1) / 2...count).reduce(0) { sum, m in
        let choices = (0..<m).reduce(1.0) { $0 * Double(count - $1) / Double($1 + 1) }
        return sum + choices * pow(share, Double(m)) * pow(1 - share, Double(count - m))
      }
    }
    let low = (1...count).first { distribution($0) > 0.025 }!
    let high = (1...count).first { distribution($0) > 0.975 }!
    #expect(interval.median == 1.5 * Double(count / 2))
    #expect(interval.low == 1.5 * Double(low - 1) && interval.high == 1.5 * Double(high - 1))
  }

  /// Means of resamples have the values' own variance over n; with 400 values they are normal to 1 %, and a percentile of
  /// 20,000 resamples is known to 0.02 standard deviations.
  @Test func meansHaveNormalPercentiles() {
    var generator = SeededGenerator(seed: 5)
    let values = (0..<400).map { _ in Double.random(in: 0..<1, using: &generator) }
    let mean = values.reduce(0, +) / 400
    let deviation = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 400 / 400).squareRoot()
    let found = Bootstrap(resamplings: 20000, seed: 6).ratio(values, values.map { _ in 1 })!
    #expect(abs(found.median - mean) < 1e-15)
    #expect(abs((found.high - mean) / deviation - 1.96) < 0.1)
    #expect(abs((mean - found.low) / deviation - 1.96) < 0.1)
  }

  @Test func seedsFixIntervals() {
    let values = (0..<30).map { sin(Double($0 * $0)) }
    let interval = Bootstrap(seed: 1).median(values)
    #expect(interval == Bootstrap(seed: 1).median(values))
    #expect(interval != Bootstrap(seed: 2).median(values))
    #expect(interval.low <= interval.median && interval.median <= interval.high)
  }

  @Test func evenCountsTakeTheMiddle() {
    let interval = Bootstrap(resamplings: 2000, seed: 1).median([0, 1])
    #expect(interval == Interval(median: 0.5, low: 0, high: 1))
  }

  @Test func vanishingDenominatorsHaveNoRatio() {
    #expect(Bootstrap(seed: 1).ratio([1, 2], [0, 0]) == nil)
    #expect(Bootstrap(seed: 1).ratio([1, 2], [0, 1]) == nil)
    #expect(Bootstrap(seed: 1).ratio([3, 6], [1, 2]) == Interval(median: 3, low: 3, high: 3))
  }
}
