/// A mean over repetitions and test images with its 95 % interval.
public struct MeanInterval: Codable, Hashable, Sendable {
  public var mean: Double
  public var low: Double
  public var high: Double
  /// The number of repetitions.
  public var count: Int

  public init(mean: Double, low: Double, high: Double, count: Int) {
    (self.mean, self.low, self.high, self.count) = (mean, low, high, count)
  }
}

extension MeanInterval {
  /// The mean error with its interval: Wilson's, with as many independent images as would give the mean its variance (Korn and
  /// Graubard 1998), and the quantile of `CrossedVariance`.
  ///
  /// With one repetition, and where all make the same errors, this is Wilson's interval of the test images.
  package init(errors squares: CrossedMeanSquares) {
    let (p, n) = (squares.mean, Double(squares.imageCount))
    let single = p * (1 - p)
    let variance = CrossedVariance(squares, single: single, counted: n * min(p, 1 - p))
    let count = single > 0 ? single / variance.value : n
    let range = wilsonInterval(p, count: count, quantile: variance.quantile(0.975))
    self.init(mean: p, low: range.lowerBound, high: range.upperBound, count: squares.repetitionCount)
  }
}

/// The difference of two methods' mean errors on the same training and test images.
package struct PairedDifference: Sendable {
  /// The first method's error minus the second's, with Tango's interval.
  package let interval: MeanInterval
  /// The probability of a difference at least as far from 0, were there none in expectation.
  package let probability: Double

  /// Counts of pairs are those of as many independent images as would give the mean its variance. With one repetition the probability is
  /// McNemar's exact one; with several the larger of that and of the one that takes training sets into account, for images that two methods name
  /// differently may be few.
  /// - Parameter squares: Of the differences -1, 0 and 1.
  package init(_ squares: CrossedMeanSquares) {
    let (difference, differing) = (squares.mean, squares.meanOfSquares)
    let (single, n) = (differing - difference * difference, Double(squares.imageCount))
    let variance = CrossedVariance(squares, single: single, counted: n * differing)
    let count = single > 0 ? single / variance.value : n
    let counts = PairedCounts(
      first: count * (differing + difference) / 2, second: count * (differing - difference) / 2, count: count)
    let range = counts.interval(quantile: variance.quantile(0.975))
    interval = MeanInterval(
      mean: difference, low: range.lowerBound, high: range.upperBound, count: squares.repetitionCount)
    guard squares.repetitionCount > 1, single > 0 else {
      probability = counts.exactProbability
      return
    }
    probability = max(
      counts.exactProbability, variance.probability(beyond: difference, inflation: differing / single))
  }
}
