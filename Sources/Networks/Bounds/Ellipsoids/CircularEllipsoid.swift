import Arrays

/// An ellipsoid of planes on a circle along both axes that no shift changes: `{y : y* P^-1 y <= 1}`, P given by one Hermitian
/// matrix over channels at every frequency. Vectors are planes of one sample.
struct CircularEllipsoid: Sendable {
  let grid: CircleGrid
  /// The matrices P, `[channels, channels]`, in the order of `CircleGrid.frequencies`.
  var blocks: [ComplexMatrix]
  /// Whether what lies in it is 0 beyond the window of its node: not so behind a convolution, of which outputs beyond are computed, too.
  var isZeroBeyondWindow: Bool
  /// A bound of the largest eigenvalue, where one is known.
  var longest: Double?

  var channels: Int { blocks[0].rows }

  /// P at any frequency, counted round the circle: signals are real, so opposite frequencies have conjugate matrices.
  func block(at frequency: (Int, Int)) -> ComplexMatrix {
    let (index, isOpposite) = grid.index(of: frequency)
    return isOpposite ? blocks[index].conjugate : blocks[index]
  }

  /// The largest over the frequencies of P's diagonal, by channel.
  var largestDiagonal: [Double] {
    (0..<channels).map { channel in
      blocks.reduce(0) { max($0, $1.real[channel * (channels + 1)]) }
    }
  }

  /// An upper bound of the largest eigenvalue of `q^-1/2 P q^-1/2`, for weights q of the channels, all positive.
  ///
  /// Frequencies are visited from the largest Frobenius norm on, which no eigenvalue exceeds. Where the bound found so far is seen
  /// to hold, none is computed.
  func largestEigenvalue(weights: [Double]? = nil) -> Double {
    if weights == nil, let longest { return longest }
    let factors = weights.map { $0.map { 1 / $0.squareRoot() } }
    let scaled = factors.map { factors in blocks.map { $0.scaled(factors) } } ?? blocks
    let norms = scaled.map { $0.squaredFrobeniusNorm.squareRoot() }
    var largest = 0.0
    for index in norms.indices.sorted(by: { norms[$0] > norms[$1] }) {
      // Raised for the rounding of the sum of squares.
      if norms[index] * (1 + 1e-12) <= largest { break }
      if largest > 0, scaled[index].isBelow(largest) { continue }
      largest = max(largest, scaled[index].largestEigenvalue)
    }
    return largest
  }

  /// The ellipsoid with every channel multiplied by a factor.
  func scaled(channels factors: [Double]) -> CircularEllipsoid {
    var result = self
    for index in blocks.indices { result.blocks[index] = blocks[index].scaled(factors) }
    result.longest = nil
    return result
  }

  /// An ellipsoid that holds what a function of slope 0 to 1 makes of each sample: `T (2 T - P)^-1 T` for T = `q lambda`, lambda
  /// the bound of the largest eigenvalue of `q^-1/2 P q^-1/2` (Docs/Decisions/0013-bounds-of-networks.md).
  func throughActivation(weights: [Double], parallel: Parallel) -> CircularEllipsoid {
    let bound = largestEigenvalue(weights: weights)
    guard bound > 0 else { return self }
    let axes = weights.map { $0 * bound }
    let twice = ComplexMatrix(diagonal: axes)
    let result = parallel.map(blocks.count) { index in
      twice.scaled(by: 2, plus: blocks[index], times: -1).definiteInverse.scaled(axes)
    }
    // T - P is semidefinite, so 2 T - P is at least T and what is made at most T.
    return CircularEllipsoid(
      grid: grid, blocks: result, isZeroBeyondWindow: true, longest: axes.max()!)
  }
}
