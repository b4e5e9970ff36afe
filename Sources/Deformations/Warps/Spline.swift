import ComplexModule
import Fourier
import RealModule

/// Interpolation by B-splines of a grid `factor` times as fine as the samples, the fine samples coming from the Fourier
/// series (Unser, Aldroubi and Eden 1993).
package struct Spline: Hashable, Sendable {
  package enum Degree: Int, Sendable {
    case linear = 1
    case cubic = 3
    case quintic = 5
  }

  let degree: Degree
  let factor: Int

  package init(degree: Degree, factor: Int) { (self.degree, self.factor) = (degree, factor) }

  /// The spline's coefficients on one axis, in the Fourier domain: upsampling, and division by the transform of the sampled
  /// B-spline, so that the spline passes through the fine samples. Coefficients cover all that points of
  /// `[-1/2, count - 1/2]` need.
  func filter(count: Int, boundary: WarpBoundary, planner: Planner) -> LineFilter {
    let window = first..<(factor * count - factor / 2 + reach + 2)
    return LineFilter(count: count, boundary: boundary, factor: factor, window: window, planner: planner) {
      k, period in
      Complex(1 / transform(2 * .pi * Double(k) / Double(factor * period)))
    }
  }

  /// The first coefficient held, `first / factor` pixels right of the first sample.
  var first: Int { -(factor + 1) / 2 - reach }

  /// Coefficients left of a point that count, besides the nearest.
  private var reach: Int { (degree.rawValue - 1) / 2 }

  /// The transform of the B-spline at the integers, at `frequency` radians a fine sample.
  private func transform(_ frequency: Double) -> Double {
    switch degree {
    case .linear: 1
    case .cubic: (2 + .cos(frequency)) / 3
    case .quintic: (33 + 26 * .cos(frequency) + .cos(2 * frequency)) / 60
    }
  }
}
