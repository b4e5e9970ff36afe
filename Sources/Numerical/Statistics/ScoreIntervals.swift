import Glibc

/// The interval of a proportion by the score (Wilson 1927): it neither leaves [0, 1] nor has no width at 0.
/// - Parameters:
///   - count: The number of independent observations behind it, whole or not.
///   - quantile: Of the normal distribution, or a larger one where the variance is uncertain.
package func wilsonInterval(_ share: Double, count: Double, quantile: Double) -> ClosedRange<Double> {
  let excess = quantile * quantile / count
  let middle = (share + excess / 2) / (1 + excess)
  let half =
    quantile / (1 + excess)
    * (share * (1 - share) / count + excess / (4 * count)).squareRoot()
  return max(0, min(share, middle - half))...min(1, max(share, middle + half))
}

/// Pairs of two methods' answers to the same images: those that only the first got wrong, only the second, and all. Counts need not be
/// whole where they stand for fewer independent images than there are.
package struct PairedCounts: Sendable {
  package let first, second, count: Double

  package init(first: Double, second: Double, count: Double) {
    (self.first, self.second, self.count) = (first, second, count)
  }

  /// The interval of the difference of two proportions by the score (Tango 1998): it keeps a width where no pair differs.
  package func interval(quantile: Double) -> ClosedRange<Double> {
    let difference = (first - second) / count
    let high = bisection(from: difference, to: 1) { -score($0) < quantile }
    let low = -bisection(from: -difference, to: 1) { score(-$0) < quantile }
    return low...high
  }

  /// The difference minus `expected` over its standard error there, by the constrained maximum of the likelihood (Tango 1998, equations 5 and 8).
  private func score(_ expected: Double) -> Double {
    let b = -first - second + (2 * count - first + second) * expected
    let c = -second * expected * (1 - expected)
    let share = (max(0, b * b - 8 * count * c).squareRoot() - b) / (4 * count)
    let variance = count * (2 * share + expected * (1 - expected))
    let deviation = first - second - count * expected
    return variance > 0 ? deviation / variance.squareRoot() : deviation == 0 ? 0 : deviation * .infinity
  }

  /// The probability of counts at least as unequal, were both as probable: McNemar's exact test (1947), twice the tail of the binomial
  /// distribution, by the incomplete beta function where counts are not whole.
  package var exactProbability: Double {
    let (more, fewer) = (max(first, second), min(first, second))
    guard more > 0 else { return 1 }
    return min(1, 2 * regularizedBeta(0.5, more, fewer + 1))
  }
}
