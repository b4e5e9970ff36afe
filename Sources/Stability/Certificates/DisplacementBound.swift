import Arrays
import ComplexModule
import Deformations
import Foundation
import Numerical
import Scattering

/// How far a displacement of at most `amplitude` pixels can move one image, whatever the displacement is otherwise.
///
/// With X the Fourier series of the continued image, Taylor's formula at each sample gives, for any tau with
/// `sup|tau| <= a`, folding or not,
///
///     |L_tau x - x| <= sum over n >= 1 of a^n / n! |D^n X|,   |D^n X|^2 = sum over k of |k|^2n |x(k)|^2 / N,
///
/// whose first term is `sup|tau| |grad x|`. Where displacements are so large that this grows without use, wave by wave
/// `|L_tau x - x| <= sqrt(samples) sum over k of min(a |k|, 2) |x(k)| / N` is taken. The integral form with (inf det(I - t grad tau))^-1/2 is a statement about
/// functions and not about samples, so it is not used.
package struct DisplacementBound {
  /// |k|^2 in (radians a sample)^2 and |x(k)|^2 / N, for the frequencies present; N counts the samples of one image.
  private let squares, energies: [Double]
  /// |x(k)| / N, N counting the samples of the continued image, times the root of the samples of one image.
  private let amplitudes: [Double]
  /// What the reference warp may differ from the Fourier series by, anywhere: a quintic spline through a wave sampled at
  /// w = pi/8 or less errs by at most `2 sum over j != 0 of (w / (w + 2 pi j))^6` < 2.7e-7 of it, along each axis.
  private let interpolation: Double

  package init(_ image: Signal<Double>, boundary: WarpBoundary) {
    let shape = image.shape
    let extended = shape.mapAxes { boundary.period($0) }
    let samples = image.samples
    let sources = shape.dimensions.reduce([0]) { indices, count in
      indices.flatMap { index in
        (0..<boundary.period(count)).map { index * count + boundary.source(of: $0, count: count) }
      }
    }
    let values = sources.map { samples[$0] }
    let spectrum = GridFourier(extended).spectrum(of: values)
    let copies = Double(extended.count) / Double(shape.count)
    energies = spectrum.map {
      ($0.real * $0.real + $0.imaginary * $0.imaginary) / (Double(extended.count) * copies)
    }
    squares = extended.dimensions.reduce([0.0]) { squares, count in
      squares.flatMap { square in
        (0..<count).map { square + Self.frequency($0, count) * Self.frequency($0, count) }
      }
    }
    let scale = Double(shape.count).squareRoot() / Double(extended.count)
    amplitudes = moduli(spectrum).map { scale * $0 }
    interpolation = 2.7e-7 * Double(shape.rank) * amplitudes.reduce(0, +)
  }

  /// An upper bound of |L_tau x - x| for the reference warp and all |tau| <= `amplitude`.
  package func callAsFunction(_ amplitude: Double) -> Double {
    interpolation + (series(amplitude, below: waves(amplitude)) ?? waves(amplitude))
  }

  private func waves(_ amplitude: Double) -> Double {
    squares.indices.reduce(0) {
      $0 + min(amplitude * squares[$1].squareRoot(), 2) * amplitudes[$1]
    }
  }

  /// Taylor's series; nil where it exceeds `limit`.
  private func series(_ amplitude: Double, below limit: Double) -> Double? {
    var (sum, factor, order) = (0.0, 1.0, 1.0)
    var powers = energies
    let largest = amplitude * (squares.max() ?? 0).squareRoot()
    while sum < limit {
      factor *= amplitude / order
      for index in powers.indices { powers[index] *= squares[index] }
      let term = factor * powers.reduce(0, +).squareRoot()
      sum += term
      // From here each term is at most half of the one before.
      if largest <= order / 2, term <= 1e-12 * sum { return sum + term }
      order += 1
    }
    return nil
  }

  private static func frequency(_ k: Int, _ count: Int) -> Double {
    2 * .pi * Double(min(k, count - k)) / Double(count)
  }
}
