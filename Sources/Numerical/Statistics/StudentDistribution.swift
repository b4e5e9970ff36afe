import Glibc

/// Student's t distribution with a whole number of degrees of freedom.
package struct StudentDistribution {
  /// Degrees of freedom, at least 1.
  package let degrees: Int

  package init(degrees: Int) { self.degrees = degrees }

  /// The probability of values between -t and t, by the finite series of Abramowitz and Stegun (26.7.3 and 26.7.4).
  package func probability(within t: Double) -> Double {
    let angle = atan(t / Double(degrees).squareRoot())
    let (sine, cosine) = (sin(angle), cos(angle))
    if degrees % 2 == 0 { return sine * series(first: 1, from: 1, cosine) }
    let remainder = degrees == 1 ? 0 : sine * cosine * series(first: 1, from: 2, cosine)
    return 2 / .pi * (angle + remainder)
  }

  /// The sum of cos^(2k), each term n / (n + 1) of the one before, for n = `start`, `start` + 2 ... below the degrees - 2.
  private func series(first: Double, from start: Int, _ cosine: Double) -> Double {
    var (term, sum) = (first, first)
    for number in stride(from: start, to: degrees - 2, by: 2) {
      term *= Double(number) / Double(number + 1) * cosine * cosine
      sum += term
    }
    return sum
  }

  /// The value below which a share of the probability lies, to the last bits, by bisection.
  /// - Precondition: 0.5 <= `share` < 1.
  package func quantile(_ share: Double) -> Double {
    var high = 1.0
    while probability(within: high) < 2 * share - 1 { high *= 2 }
    return bisection(from: 0, to: high) { probability(within: $0) < 2 * share - 1 }
  }
}
