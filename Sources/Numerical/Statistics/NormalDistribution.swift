import Glibc

/// The standard normal distribution.
package enum NormalDistribution {
  /// The probability of values above `z`.
  package static func upperTail(_ z: Double) -> Double { erfc(z / 2.0.squareRoot()) / 2 }

  /// The value below which a share of the probability lies, to the last bits, by bisection.
  /// - Precondition: 0.5 <= `share` < 1.
  package static func quantile(_ share: Double) -> Double {
    bisection(from: 0, to: 40) { upperTail($0) > 1 - share }
  }
}

/// The place in an interval where a condition that holds at its start ceases to hold, to the last bits, by bisection.
package func bisection(from low: Double, to high: Double, holds: (Double) -> Bool) -> Double {
  var (low, high) = (low, high)
  while case let middle = (low + high) / 2, middle > low, middle < high {
    if holds(middle) { low = middle } else { high = middle }
  }
  return high
}
