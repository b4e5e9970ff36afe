import Arrays
import RealModule

/// Suprema over the samples of vectors and matrices whose entries stand along the batch axes.
extension Signal<Double> {
  /// The largest Euclidean norm of the vector of all batch entries at one sample.
  package func largestVectorNorm() -> Double {
    withUnsafeSamples { samples in
      let count = shape.count
      var squares = [Double](repeating: 0, count: count)
      for start in stride(from: 0, to: samples.count, by: count) {
        for index in 0..<count { squares[index] += samples[start + index] * samples[start + index] }
      }
      return squares.max()!.squareRoot()
    }
  }

  /// The largest singular value of the matrices `[row, column, space...]`.
  package func largestSpectralNorm() -> Double {
    withUnsafeSamples { samples in
      let count = shape.count
      var largest = 0.0
      for index in 0..<count {
        switch shape.rank {
        case 1: largest = max(largest, abs(samples[index]))
        case 2:
          largest = max(
            largest,
            spectralNorm(
              samples[index], samples[count + index], samples[2 * count + index], samples[3 * count + index]))
        default:
          largest = max(largest, spectralNorm((0..<9).map { samples[$0 * count + index] }))
        }
      }
      return largest
    }
  }

  /// The smallest det(I - A) of the matrices A, `[row, column, space...]`.
  func smallestComplementDeterminant() -> Double {
    withUnsafeSamples { samples in
      let count = shape.count
      var smallest = Double.infinity
      for index in 0..<count {
        switch shape.rank {
        case 1: smallest = min(smallest, 1 - samples[index])
        case 2:
          let product = (1 - samples[index]) * (1 - samples[3 * count + index])
          smallest = min(smallest, product - samples[count + index] * samples[2 * count + index])
        default:
          let matrix = (0..<9).map { ($0 % 4 == 0 ? 1 : 0) - samples[$0 * count + index] }
          smallest = min(smallest, determinant(matrix))
        }
      }
      return smallest
    }
  }
}

/// The larger singular value of [[a, b], [c, d]], without cancellation: half the sum of the moduli of its conformal and
/// anticonformal parts.
private func spectralNorm(_ a: Double, _ b: Double, _ c: Double, _ d: Double) -> Double {
  let conformal = ((a + d) * (a + d) + (b - c) * (b - c)).squareRoot()
  return (conformal + ((a - d) * (a - d) + (b + c) * (b + c)).squareRoot()) / 2
}

/// The largest singular value of a 3 x 3 matrix by rows: the largest root of the characteristic cubic of its Gram matrix
/// (Smith 1961).
private func spectralNorm(_ matrix: [Double]) -> Double {
  let columns = (0..<3).map { SIMD3(matrix[$0], matrix[3 + $0], matrix[6 + $0]) }
  var gram = (0..<9).map { (columns[$0 / 3] * columns[$0 % 3]).sum() }
  let mean = (gram[0] + gram[4] + gram[8]) / 3
  for index in [0, 4, 8] { gram[index] -= mean }
  let radius = (gram.reduce(0) { $0 + $1 * $1 } / 6).squareRoot()
  guard radius > 0 else { return mean.squareRoot() }
  let cosine = min(max(determinant(gram.map { $0 / radius }) / 2, -1), 1)
  return (mean + 2 * radius * .cos(.acos(cosine) / 3)).squareRoot()
}

private func determinant(_ m: [Double]) -> Double {
  m[0] * (m[4] * m[8] - m[5] * m[7]) - m[1] * (m[3] * m[8] - m[5] * m[6])
    + m[2] * (m[3] * m[7] - m[4] * m[6])
}
