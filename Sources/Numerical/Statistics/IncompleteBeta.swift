import Glibc

/// The regularised incomplete beta function I_x(a, b), to about 1e-14 of itself.
///
/// By the continued fraction DLMF 8.17.22, evaluated forwards (Lentz 1976), where it converges fast; else by I_x(a, b) = 1 - I_{1-x}(b, a).
/// - Precondition: 0 < x < 1, and a and b are positive.
package func regularizedBeta(_ x: Double, _ a: Double, _ b: Double) -> Double {
  guard x <= (a + 1) / (a + b + 2) else { return 1 - regularizedBeta(1 - x, b, a) }
  let logFactor = lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x)
  return exp(logFactor) / (a * betaFraction(x, a, b))
}

/// The continued fraction 1 + d1/(1 + d2/(1 + ...)) of DLMF 8.17.22; it takes of the order of sqrt(max(a, b)) terms.
private func betaFraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
  var (value, numerator, denominator) = (1.0, 1.0, 0.0)
  for term in 1...100_000 {
    let m = Double(term / 2)
    let coefficient =
      term % 2 == 0
      ? m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
      : -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
    denominator = 1 / (1 + coefficient * denominator)
    numerator = 1 + coefficient / numerator
    let factor = numerator * denominator
    value *= factor
    if abs(factor - 1) < 1e-16 { break }
  }
  return value
}
