/// A symmetric tridiagonal matrix, whose eigenvalues are found by bisection on Sturm counts (Golub and Van Loan, section 8.4).
package struct TridiagonalMatrix: Hashable, Sendable {
  package var diagonal: [Double] = []
  /// The elements next to the diagonal, one fewer than on it.
  package var offDiagonal: [Double] = []

  package init() {}

  /// The smallest eigenvalue, to the last bits of the largest magnitude.
  /// - Precondition: the matrix is not empty.
  package var smallestEigenvalue: Double { eigenvalue(0) }

  /// The largest eigenvalue, to the last bits of the largest magnitude.
  /// - Precondition: the matrix is not empty.
  package var largestEigenvalue: Double { eigenvalue(diagonal.count - 1) }

  /// The eigenvalue that `rank` others lie below.
  private func eigenvalue(_ rank: Int) -> Double {
    let radius = gershgorinRadius
    var (low, high) = (-radius, radius)
    for _ in 0..<80 where high - low > 0 {
      let middle = (low + high) / 2
      if count(below: middle) > rank { high = middle } else { low = middle }
    }
    return (low + high) / 2
  }

  /// A bound on the magnitude of every eigenvalue: the largest sum of magnitudes of a row.
  private var gershgorinRadius: Double {
    diagonal.indices.map { index in
      abs(diagonal[index]) + (index > 0 ? offDiagonal[index - 1] : 0)
        + (index < offDiagonal.count ? offDiagonal[index] : 0)
    }.max()!
  }

  /// The number of eigenvalues below a value: the negative pivots of the shifted matrix.
  private func count(below value: Double) -> Int {
    var (count, pivot) = (0, 1.0)
    for index in diagonal.indices {
      let coupling = index > 0 ? offDiagonal[index - 1] * offDiagonal[index - 1] / pivot : 0
      pivot = diagonal[index] - value - coupling
      if pivot == 0 { pivot = -Double.leastNormalMagnitude }
      if pivot < 0 { count += 1 }
    }
    return count
  }
}
