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
/// matrix of 36 entries a row, exact for whole-pixel displacements and for polynomials of degree 5.
///
/// Certificates apply it to moduli, which are smooth; the deformed image itself comes from the reference warp.
package struct GridWarp: GridOperator {
  private let grid: Shape
  /// For each sample and tap, the start of the row read.
  private let rowStarts: [Int32]
  /// For each sample and tap, the column read.
  private let columns: [Int32]
  private let rowWeights, columnWeights: [Double]
  private static let taps = 6

  /// - Parameter displacement: `[component, space...]`, pixels, on the whole grid.
  package init(_ displacement: [Double], grid: Shape) {
    self.grid = grid
    let (count, width) = (grid.count, grid[1])
    let rows = (0..<count).map { Self.interpolation(Double($0 / width) - displacement[$0], grid[0]) }
    let columns = (0..<count).map { Self.interpolation(Double($0 % width) - displacement[count + $0], width) }
    rowStarts = rows.flatMap { $0.indices.map { Int32($0 * width) } }
    self.columns = columns.flatMap { $0.indices.map { Int32($0) } }
    rowWeights = rows.flatMap(\.weights)
    columnWeights = columns.flatMap(\.weights)
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
    signal.withUnsafeBufferPointer { signal in
      (0..<grid.count).map { sample in
        let start = sample * Self.taps
        var value = 0.0
        for row in start..<(start + Self.taps) {
          let rowStart = Int(rowStarts[row])
          var line = 0.0
          for column in start..<(start + Self.taps) {
            line += columnWeights[column] * signal[rowStart + Int(columns[column])]
          }
          value += rowWeights[row] * line
        }
        return value
      }
    }
  }

  /// Applies the exact transpose.
  package func applyTransposed(_ signal: [Double]) -> [Double] {
    var result = [Double](repeating: 0, count: grid.count)
    for sample in signal.indices {
      let start = sample * Self.taps
      for row in start..<(start + Self.taps) {
        let (rowStart, value) = (Int(rowStarts[row]), rowWeights[row] * signal[sample])
        for column in start..<(start + Self.taps) {
          result[rowStart + Int(columns[column])] += columnWeights[column] * value
        }
      }
    }
    return result
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
    factors = lines[0].flatMap { row in lines[1].map { row * $0 } }
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
    var sums = [Double](repeating: 0, count: kept.count)
    for row in 0..<plan.grid[0] {
      for column in 0..<plan.grid[1] {
        let index = row * plan.grid[1] + column
        let change = shift.factors[index] - 1
        let size = change.real * change.real + change.imaginary * change.imaginary
        sums[row % kept[0] * kept[1] + column % kept[1]] += size * lowPass[index] * lowPass[index]
      }
    }
    return sums.max()!.squareRoot() * (1 + 1e-9)
  }
}
