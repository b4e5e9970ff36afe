import Scattering
import Stability

/// Lanczos' method on one symmetric non-negative operator, whose products are computed elsewhere, together with those of other runs.
struct LanczosRun {
  /// The unit vector whose product is wanted next.
  private(set) var vector: [Double]
  private(set) var isDone = false
  /// The largest eigenvalue as far as it is known, from below.
  private(set) var largest = 0.0
  private let tolerance: Double
  private var basis: [[Double]] = []
  private var diagonal: [Double] = []
  private var offDiagonal: [Double] = []

  init(dimension: Int, seed: UInt64, tolerance: Double) {
    var generator = SeededGenerator(seed: seed)
    vector = (0..<dimension).map { _ in generator.nextGaussian() }
    self.tolerance = tolerance
    let norm = dot(vector[...], vector[...]).squareRoot()
    for index in vector.indices { vector[index] /= norm }
  }

  /// Takes the product of the operator and `vector`.
  mutating func take(_ product: [Double]) {
    var next = product
    basis.append(vector)
    diagonal.append(dot(vector[...], next[...]))
    for _ in 0..<2 {
      for known in basis {
        let overlap = dot(known[...], next[...])
        for index in next.indices { next[index] -= overlap * known[index] }
      }
    }
    let norm = dot(next[...], next[...]).squareRoot()
    let scale = diagonal.reduce(0) { Swift.max($0, abs($1)) }
    let isExhausted = basis.count == vector.count || norm <= 1e-13 * scale
    if isExhausted || basis.count % 4 == 0 { settle(isExhausted) }
    offDiagonal.append(norm)
    if !isDone { for index in next.indices { vector[index] = next[index] / norm } }
  }

  private mutating func settle(_ isExhausted: Bool) {
    let found = tridiagonalExtremes(diagonal, offDiagonal).upper
    isDone = isExhausted || found - largest <= tolerance * found
    largest = found
  }
}
