import Arrays
import RealModule

extension LayerFrame {
  /// The frame bounds A and B.
  package func bounds(_ parallel: Parallel) -> FrameBounds {
    bounds(weights: families.map { _ in 1 }, parallel)
  }

  /// The upper frame bound B.
  package func upperBound(_ parallel: Parallel) -> Double {
    upperBound(weights: families.map { _ in 1 }, parallel)
  }

  /// An upper bound of the largest eigenvalue of
  ///
  ///     average phi* phi + sum over the layer's bands b of weight(b) psi_b* psi_b
  ///
  /// on real signals, every filter with its decimation. With all weights 1 it is B of that layer; with the squared Lipschitz
  /// constants of what comes behind as weights it is the squared constant of the network from this layer on.
  ///
  /// Within 1e-8 of the eigenvalue: raised by 1e-9 of itself, which covers all rounding. Bands of one scale count with the largest
  /// of their weights.
  /// - Parameter weight: By the band's index.
  package func upperBound(average: Double, parallel: Parallel, weight: (Int) -> Double) -> Double {
    let weights = families.map { $0.bands.map(weight).max() ?? average }
    return upperBound(weights: weights, parallel) * (1 + 1e-9)
  }

  /// The extremes of `W* W` with a weight a family: all real signals x have `lower |x|^2 <= sum of weight(f) |W_f x|^2 <= upper |x|^2`.
  ///
  /// Each within some 1e-11 of `upper` of the exact eigenvalue.
  func bounds(weights: [Double], _ parallel: Parallel) -> FrameBounds {
    let smallest = -largestEigenvalue(weights: weights.map { -$0 }, parallel)
    let root = max(0, smallest).squareRoot() - leftOut(weights)
    return FrameBounds(
      lower: root > 0 ? root * root : 0, upper: upperBound(weights: weights, parallel))
  }

  /// The upper of the `bounds`.
  func upperBound(weights: [Double], _ parallel: Parallel) -> Double {
    let root = max(0, largestEigenvalue(weights: weights, parallel)).squareRoot() + leftOut(weights)
    return root * root
  }

  /// An upper bound of the norm of what is left out of W.
  private func leftOut(_ weights: [Double]) -> Double {
    zip(weights, neglected).reduce(0) { $0 + $1.0 * $1.1 }.squareRoot()
  }

  /// The least multiple q of a unit for which Cholesky's method finds `q - sum of weight(f) W_f* W_f` positive definite.
  ///
  /// A block that passes at one q passes at all larger ones, so the search goes on with those that fail, and almost all blocks are
  /// decomposed once or twice. The unit, 2^-42 of a bound of the diagonal, is far coarser than rounding, so q depends on nothing but the
  /// blocks.
  private func largestEigenvalue(weights: [Double], _ parallel: Parallel) -> Double {
    let operation = WeightedFrame(self, weights: weights)
    let scale = zip(weights, peaks).reduce(0) { $0 + abs($1.0) * $1.1 }
    guard scale > 0 else { return 0 }
    let unit = Double(sign: .plus, exponent: scale.exponent - 42, significand: 1)
    let memories = (0..<parallel.threads).map { _ in
      AlignedBuffer<Double>(uninitialized: operation.memorySize)
    }
    func failing(_ blocks: [Int], at multiple: Int) -> [Int] {
      let passes = AlignedBuffer<Bool>(uninitialized: blocks.count)
      parallel.forEach(blocks.count) { worker, index in
        passes.base[index] = operation.isPositive(
          blocks[index], shift: Double(multiple) * unit, memories[worker])
      }
      return withExtendedLifetime(passes) { blocks.indices.filter { !passes.base[$0] }.map { blocks[$0] } }
    }
    let first = Int((operation.largestDiagonal / unit).rounded(.up))
    return Double(leastPassing(from: first, blocks, failing)) * unit
  }
}

/// The least number, not below `first`, at which no block fails; `failing` says which do, the fewer the larger the number.
private func leastPassing(from first: Int, _ blocks: [Int], _ failing: ([Int], Int) -> [Int]) -> Int {
  var (low, step) = (first, 1 << 30)
  var open = failing(blocks, low)
  if open.isEmpty { return low }
  while case let next = failing(open, low + step), !next.isEmpty {
    (low, step, open) = (low + step, 2 * step, next)
  }
  var high = low + step
  while high - low > 1 {
    let middle = low + (high - low) / 2
    let next = failing(open, middle)
    if next.isEmpty { high = middle } else { (low, open) = (middle, next) }
  }
  return high
}
