import RealModule

/// The waves `sin(i pi u / (n - 1))`, i = 1...modes, and their first two derivatives at the n samples of an axis.
///
/// They vanish at both ends; on the samples they are orthogonal, each of squared norm (n - 1) / 2.
package struct SineBasis: Sendable {
  let count, modes: Int
  /// For each order of derivative 0, 1, 2 the matrix `[sample, mode]`.
  let matrices: [[Double]]
  /// The transposes, `[mode, sample]`.
  let transposed: [[Double]]

  init(count: Int, modes: Int) {
    (self.count, self.modes) = (count, modes)
    let matrices = (0..<3).map { order in
      (0..<count).flatMap { sample in
        (1...modes).map { Self.wave($0, at: Double(sample), count: count, order: order) }
      }
    }
    self.matrices = matrices
    transposed = matrices.map { matrix in
      (0..<modes).flatMap { mode in (0..<count).map { matrix[$0 * modes + mode] } }
    }
  }

  /// A derivative of wave `mode` at any point, in pixels.
  package static func wave(_ mode: Int, at point: Double, count: Int, order: Int = 0) -> Double {
    let rate = Double(mode) * .pi / Double(count - 1)
    switch order {
    case 0: return .sin(rate * point)
    case 1: return rate * .cos(rate * point)
    default: return -rate * rate * .sin(rate * point)
    }
  }
}
