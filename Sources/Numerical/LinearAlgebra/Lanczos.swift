import Arrays

/// The Lanczos process on one symmetric operator, whose products the caller computes, with full reorthogonalisation
/// (Golub and Van Loan, Matrix Computations, chapter 10).
///
/// Ask for `vector`, multiply it, hand the product to `advance(with:)`, until `isExhausted` or what `matrix` says is enough. Several
/// runs may advance side by side, so that their products are computed in one batch. Memory is one vector a step.
package struct Lanczos: Sendable {
  /// What the remaining norm is compared with, to tell whether it is rounding.
  package enum Scale: Sendable {
    /// The first Rayleigh quotient.
    case first
    /// The largest Rayleigh quotient so far, by magnitude.
    case largest
  }

  /// The unit vector whose product is wanted next.
  package private(set) var vector: [Double]
  /// The operator restricted to the space built so far; its extremes lie within those of the operator.
  package private(set) var matrix = TridiagonalMatrix()
  /// Whether the space is invariant, so that the eigenvalues of `matrix` are exact.
  package private(set) var isExhausted = false
  private let scale: Scale
  private var basis: [[Double]] = []
  /// The norm of what the last product adds to the space.
  private var remainder = 0.0

  /// - Precondition: the start is not zero; its direction counts alone.
  package init(start: [Double], scale: Scale = .first) {
    (vector, self.scale) = (normalised(start), scale)
  }

  /// The number of products taken so far.
  package var stepCount: Int { basis.count }

  /// Takes the product of the operator and `vector`.
  /// - Precondition: the space is not exhausted.
  package mutating func advance(with product: [Double]) {
    if stepCount > 0 { matrix.offDiagonal.append(remainder) }
    basis.append(vector)
    var next = product
    matrix.diagonal.append(dot(vector, next))
    for _ in 0..<2 {
      for known in basis { subtract(interleavedDot(known, next), times: known, from: &next) }
    }
    remainder = norm(next)
    isExhausted = stepCount == vector.count || remainder <= 1e-13 * threshold
    if !isExhausted { vector = next.map { $0 / remainder } }
  }

  private var threshold: Double {
    switch scale {
    case .first: abs(matrix.diagonal[0])
    case .largest: matrix.diagonal.reduce(0) { max($0, abs($1)) }
    }
  }
}

/// The smallest and the largest eigenvalue of a symmetric matrix given by its products, from a fixed random start.
///
/// Stops where eight further products change neither extreme by more than 1e-12 of the largest, or where the space is exhausted
/// and both are exact.
/// - Precondition: the dimension is positive.
package func symmetricExtremes(
  dimension: Int, _ apply: ([Double]) -> [Double]
) -> (smallest: Double, largest: Double) {
  var generator = SeededGenerator(seed: 1)
  var lanczos = Lanczos(start: (0..<dimension).map { _ in Double.random(in: -1...1, using: &generator) })
  var previous = (smallest: Double.infinity, largest: -Double.infinity)
  while true {
    lanczos.advance(with: apply(lanczos.vector))
    guard lanczos.isExhausted || lanczos.stepCount % 8 == 0 else { continue }
    let current = (smallest: lanczos.matrix.smallestEigenvalue, largest: lanczos.matrix.largestEigenvalue)
    let change = max(abs(current.smallest - previous.smallest), abs(current.largest - previous.largest))
    if lanczos.isExhausted || change <= 1e-12 * abs(current.largest) { return current }
    previous = current
  }
}
