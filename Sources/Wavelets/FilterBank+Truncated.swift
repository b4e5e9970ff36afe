import Arrays
import ComplexModule
import Foundation
import Fourier

extension FilterBank {
  /// The response of a band that is wider than its grid, as Kymatio makes it; nil where the exact form is the same.
  ///
  /// Kymatio periodises a wavelet by adding its copies at shifts of -2 to 2 whole grids. Where the wavelet is so long (many
  /// orientations on a grid of a few 2^J) that further copies would matter, the sum is taken in space over just those
  /// copies and transformed, so that the numbers stay Kymatio's. Seven deviations inside leave exp(-24.5) = 2e-11 outside.
  func truncatedResponse(of band: Band) -> [Double]? {
    let wavelet = band.wavelet
    let length = wavelet.sigma * max(1, 1 / wavelet.slant)
    guard grid.rank == 2, Double(2 * grid.dimensions.min()!) < 7 * length else { return nil }
    let wave = SpatialGabor(wavelet: wavelet, frequency: wavelet.frequency).periodised(on: grid)
    let envelope = SpatialGabor(wavelet: wavelet, frequency: 0).periodised(on: grid)
    let correction = wave.reduce(Complex(0), +) / envelope.reduce(Complex(0), +)
    let morlet = zip(wave, envelope).map { $0 - correction * $1 }
    let plan: FourierPlan<Double> = Planner.shared.plan(Recipe(.forward, shape: grid, rigor: .estimate))
    return plan(Spectrum(morlet, signalShape: grid)).samples.map(\.real)
  }
}

/// A plane wave under a Gaussian window in space, with unit sum of the window but for `Morlet.amplitude`.
private struct SpatialGabor {
  let wavelet: Morlet
  /// Radians a sample along the wavelet's angle.
  let frequency: Double

  /// The sum of the copies at shifts of -2 to 2 whole grids along both axes.
  func periodised(on grid: Shape) -> [Complex<Double>] {
    var sum = [Complex<Double>](repeating: 0, count: grid.count)
    for row in (-2 * grid[0])..<(3 * grid[0]) {
      for column in (-2 * grid[1])..<(3 * grid[1]) {
        guard let value = value(Double(row), Double(column)) else { continue }
        sum[row.modulo(grid[0]) * grid[1] + column.modulo(grid[1])] += value
      }
    }
    return sum
  }

  /// Nil beyond nine deviations.
  private func value(_ x: Double, _ y: Double) -> Complex<Double>? {
    let (c, s) = (cos(wavelet.angle), sin(wavelet.angle))
    let (along, across) = (c * x + s * y, (c * y - s * x) * wavelet.slant)
    let exponent = (along * along + across * across) / (2 * wavelet.sigma * wavelet.sigma)
    guard exponent < 40.5 else { return nil }
    let norm = 2 * .pi * wavelet.sigma * wavelet.sigma / wavelet.slant / Morlet.amplitude
    return Complex(length: exp(-exponent) / norm, phase: frequency * along)
  }
}
