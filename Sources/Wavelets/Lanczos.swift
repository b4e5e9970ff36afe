import Arrays

/// The smallest and largest eigenvalue of a symmetric matrix given by its products, by the Lanczos method with full
/// reorthogonalisation from a fixed random start (Golub and Van Loan, chapter 10).
///
/// Runs until both extremes have settled to 1e-12 of the largest, or the space is exhausted, where they are exact.
package func symmetricExtremes(dimension: Int, _ apply: ([Double]) -> [Double]) -> FrameBounds {
  var generator = SeededGenerator(seed: 1)
  var vector = normalised((0..<dimension).map { _ in Double.random(in: -1...1, using: &generator) })
  var basis: [[Double]] = []
  var (diagonal, offDiagonal): ([Double], [Double]) = ([], [])
  var previous = FrameBounds(lower: .infinity, upper: -.infinity)
  while true {
    basis.append(vector)
    var next = apply(vector)
    diagonal.append(dot(vector, next))
    for _ in 0..<2 { for known in basis { subtract(dot(known, next), known, from: &next) } }
    let norm = dot(next, next).squareRoot()
    let isExhausted = basis.count == dimension || norm < 1e-13 * abs(diagonal[0])
    if isExhausted || basis.count % 8 == 0 {
      let current = tridiagonalExtremes(diagonal, offDiagonal)
      let change = max(abs(current.lower - previous.lower), abs(current.upper - previous.upper))
      if isExhausted || change <= 1e-12 * abs(current.upper) { return current }
      previous = current
    }
    offDiagonal.append(norm)
    vector = next.map { $0 / norm }
  }
}

/// The extreme eigenvalues of a symmetric tridiagonal matrix, by bisection on Sturm counts.
package func tridiagonalExtremes(_ diagonal: [Double], _ offDiagonal: [Double]) -> FrameBounds {
  let radius = diagonal.indices.map { index in
    abs(diagonal[index]) + (index > 0 ? offDiagonal[index - 1] : 0)
      + (index < offDiagonal.count ? offDiagonal[index] : 0)
  }.max()!
  func eigenvalue(_ rank: Int) -> Double {
    var (low, high) = (-radius, radius)
    for _ in 0..<80 where high - low > 0 {
      let middle = (low + high) / 2
      if countBelow(middle, diagonal, offDiagonal) > rank { high = middle } else { low = middle }
    }
    return (low + high) / 2
  }
  return FrameBounds(lower: eigenvalue(0), upper: eigenvalue(diagonal.count - 1))
}

/// The number of eigenvalues below a value: the negative pivots of the shifted matrix.
private func countBelow(_ value: Double, _ diagonal: [Double], _ offDiagonal: [Double]) -> Int {
  var (count, pivot) = (0, 1.0)
  for index in diagonal.indices {
    let coupling = index > 0 ? offDiagonal[index - 1] * offDiagonal[index - 1] / pivot : 0
    pivot = diagonal[index] - value - coupling
    if pivot == 0 { pivot = -Double.leastNormalMagnitude }
    if pivot < 0 { count += 1 }
  }
  return count
}

private func dot(_ a: [Double], _ b: [Double]) -> Double {
  var sum = 0.0
  for index in a.indices { sum += a[index] * b[index] }
  return sum
}

private func subtract(_ factor: Double, _ a: [Double], from b: inout [Double]) {
  for index in a.indices { b[index] -= factor * a[index] }
}

private func normalised(_ a: [Double]) -> [Double] {
  let norm = dot(a, a).squareRoot()
  return a.map { $0 / norm }
}
