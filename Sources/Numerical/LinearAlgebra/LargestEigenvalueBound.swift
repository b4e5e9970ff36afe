import Arrays
import Glibc

/// An upper bound of the largest eigenvalue of a symmetric positive semidefinite matrix given by its products.
///
/// Lanczos' largest Ritz value xi after k products lies below the eigenvalue, but not far: for a start drawn uniformly from
/// the sphere of dimension n, whatever the matrix,
///
///     P(xi < (1 - epsilon) lambda) <= 1.648 sqrt(n) exp(-sqrt(epsilon) (2 k - 1))
///
/// (Kuczynski and Wozniakowski 1992, Theorem 4.2). The bound is xi / (1 - epsilon) for the epsilon that makes the
/// probability 1e-12; after n products the value is exact. Full reorthogonalisation keeps the computed values those of
/// exact arithmetic; the raise of 1e-9 is for rounding.
///
/// - Parameter steps: k; the norm is overestimated by at most 3.7 % at 64 and 1 % at 120, for n = 2,000.
package func largestEigenvalueBound(dimension: Int, steps: Int, _ apply: ([Double]) -> [Double]) -> Double {
  var generator = SeededGenerator(seed: 1)
  var lanczos = Lanczos(start: (0..<dimension).map { _ in generator.nextNormal() })
  repeat {
    lanczos.advance(with: apply(lanczos.vector))
  } while !lanczos.isExhausted && lanczos.stepCount < steps
  let ritz = max(lanczos.matrix.largestEigenvalue, 0)
  let shortfall =
    lanczos.isExhausted ? 0 : relativeShortfall(dimension: dimension, steps: lanczos.stepCount)
  return ritz * (1 + 1e-9) / (1 - shortfall)
}

/// The epsilon whose probability is 1e-12.
private func relativeShortfall(dimension: Int, steps: Int) -> Double {
  let root = log(1.648e12 * Double(dimension).squareRoot()) / Double(2 * steps - 1)
  precondition(root < 0.9, "\(steps) steps of Lanczos' method bound nothing")
  return root * root
}
