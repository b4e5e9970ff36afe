import Arrays
import ComplexModule
import Foundation
import Numerical
import Scattering

/// A linear operator on real signals of a padded grid, in row-major order: the deformation as certificates apply it to the
/// moduli inside the network. Any operator gives a valid certificate; a good one gives a small one.
package protocol GridOperator: Sendable {
  func apply(_ signal: [Double]) -> [Double]
}

/// A warp of the padded grid, `x(u - tau(u))` with x periodic, by six-point Lagrange interpolation along each axis: a sparse
/// matrix of 6^d entries a row, exact for whole-pixel displacements and for polynomials of degree 5.
///
/// Certificates apply it to moduli, which are smooth; the deformed image itself comes from the reference warp.
package struct GridWarp: GridOperator {
  private let grid: Shape
  /// `[axis, sample, tap]`: how far what is read lies from the first sample along the axis, in samples of the grid, and its weight.
  private let offsets: [Int32]
  private let weights: [Double]
  private static let taps = 6

  /// - Parameter displacement: `[component, space...]`, pixels, on the whole grid.
  package init(_ displacement: [Double], grid: Shape) {
    self.grid = grid
    let taps = (0..<grid.rank).flatMap { axis in
      let stride = grid.dimensions[(axis + 1)...].reduce(1, *)
      return (0..<grid.count).map { index in
        let position = Double(index / stride % grid[axis]) - displacement[axis * grid.count + index]
        let (indices, weights) = Self.interpolation(position, grid[axis])
        return (offsets: indices.map { Int32($0 * stride) }, weights: weights)
      }
    }
    offsets = taps.flatMap(\.offsets)
    weights = taps.flatMap(\.weights)
  }

  /// The six samples that count, two to the left of the nearest one on the left, and their weights.
  private static func interpolation(_ position: Double, _ count: Int) -> (indices: [Int], weights: [Double]) {
    let left = position.rounded(.down)
    let t = position - left
    let first = Int(left) - 2
    let weights = (0..<taps).map { node in
      (0..<taps).reduce(1.0) { product, other in
        other == node ? product : product * (t + 2 - Double(other)) / Double(node - other)
      }
    }
    return ((0..<taps).map { (first + $0).modulo(count) }, weights)
  }

  package func apply(_ signal: [Double]) -> [Double] {
    withTaps { taps in
      signal.withUnsafeBufferPointer { signal in
        (0..<grid.count).map { taps.read(signal.baseAddress!, sample: $0, axis: 0) }
      }
    }
  }

  /// Applies the exact transpose.
  package func applyTransposed(_ signal: [Double]) -> [Double] {
    var result = [Double](repeating: 0, count: grid.count)
    withTaps { taps in
      result.withUnsafeMutableBufferPointer { result in
        for sample in signal.indices {
          taps.add(signal[sample], to: result.baseAddress!, sample: sample, axis: 0)
        }
      }
    }
    return result
  }

  private func withTaps<Result>(_ body: (WarpTaps) -> Result) -> Result {
    offsets.withUnsafeBufferPointer { offsets in
      weights.withUnsafeBufferPointer { weights in
        body(
          WarpTaps(
            count: grid.count, last: grid.rank - 1, taps: Self.taps, offsets: offsets.baseAddress!,
            weights: weights.baseAddress!))
      }
    }
  }
}

/// The taps of a warp as plain memory, for inner loops.
private struct WarpTaps {
  let count, last, taps: Int
  let offsets: UnsafePointer<Int32>
  let weights: UnsafePointer<Double>

  /// The value of a sample, read along an axis and those behind it.
  func read(_ signal: UnsafePointer<Double>, sample: Int, axis: Int) -> Double {
    let start = (axis * count + sample) * taps
    var value = 0.0
    guard axis < last else {
      for tap in start..<(start + taps) { value += weights[tap] * signal[Int(offsets[tap])] }
      return value
    }
    for tap in start..<(start + taps) {
      value += weights[tap] * read(signal + Int(offsets[tap]), sample: sample, axis: axis + 1)
    }
    return value
  }

  /// The transpose of `read`.
  func add(_ value: Double, to result: UnsafeMutablePointer<Double>, sample: Int, axis: Int) {
    let start = (axis * count + sample) * taps
    guard axis < last else {
      for tap in start..<(start + taps) { result[Int(offsets[tap])] += weights[tap] * value }
      return
    }
    for tap in start..<(start + taps) {
      add(weights[tap] * value, to: result + Int(offsets[tap]), sample: sample, axis: axis + 1)
    }
  }
}

/// The periodic translation by a phase, `x(u - offset)`; it commutes with every convolution of the grid.
///
/// The cosine of the Nyquist frequency keeps its real part, `cos(pi c)`, so that real signals stay real; factors are at most 1.
struct GridShift: GridOperator {
  private let fourier: GridFourier
  /// The phase factors by frequency.
  let factors: [Complex<Double>]

  init(_ fourier: GridFourier, offset: [Double]) {
    self.fourier = fourier
    let lines = zip(fourier.shape.dimensions, offset).map { Self.factors(count: $0, offset: $1) }
    factors = lines.dropFirst().reduce(lines[0]) { product, line in
      product.flatMap { factor in line.map { factor * $0 } }
    }
  }

  private static func factors(count: Int, offset: Double) -> [Complex<Double>] {
    (0..<count).map { k in
      let signed = 2 * k > count ? k - count : k
      let factor = Complex(length: 1, phase: -2 * .pi * Double(signed) * offset / Double(count))
      return 2 * k == count ? Complex(factor.real) : factor
    }
  }

  func apply(_ signal: [Double]) -> [Double] {
    let moved = combined(fourier.spectrum(of: signal), factors, *)
    let scale = 1 / Double(signal.count)
    return fourier.signal(of: moved).map { $0.real * scale }
  }
}

extension UndecimatedCascade {
  /// t of a translation: the norm of `Phi (L_c - 1)` with decimation to the features, exact but for the raise of 1e-9:
  ///
  ///     max over cosets of (sum over the frequencies k that fold together of |phi(k) (e^(-i k.c) - 1)|^2)^1/2.
  ///
  /// Each coset is one row of a matrix; its norm is its length. Cropping does not make it larger.
  func averageNorm(of shift: GridShift) -> Double {
    let lowPass = bank.lowPassResponse()
    let kept = plan.grid.decimated(by: plan.outputLevel)
    let cosets = plan.grid.dimensions.indices.reduce([0]) { cosets, axis in
      cosets.flatMap { coset in (0..<plan.grid[axis]).map { coset * kept[axis] + $0 % kept[axis] } }
    }
    var sums = [Double](repeating: 0, count: kept.count)
    for (index, coset) in cosets.enumerated() {
      let change = shift.factors[index] - 1
      let size = change.real * change.real + change.imaginary * change.imaginary
      sums[coset] += size * lowPass[index] * lowPass[index]
    }
    return sums.max()!.squareRoot() * (1 + 1e-9)
  }
}
