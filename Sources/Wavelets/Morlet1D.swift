import Arrays
import ComplexModule
import Fourier
import RealModule

/// A Morlet wavelet of time in the Fourier domain: a Gaussian about its centre frequency, less as much of the same Gaussian about zero as
/// makes its mean vanish (Anden and Mallat 2014), of unit L1 norm over the samples of one period of the grid.
///
/// Its transform is real, and negligible at negative frequencies where the band is narrow beside its frequency.
public struct Morlet1D: Hashable, Sendable {
  /// The centre frequency in cycles a sample, of either sign.
  public let frequency: Double
  /// The standard deviation of the Gaussian over frequency, in cycles a sample.
  public let deviation: Double

  public init(frequency: Double, deviation: Double) {
    (self.frequency, self.deviation) = (frequency, deviation)
  }

  /// The full width at half the peak, in cycles a sample.
  public var bandwidth: Double { 2 * (2 * .log(2)).squareRoot() * deviation }
}

extension Morlet1D: FrequencyFunction {
  public func rows(on grid: Shape, negligible: Double, planner: Planner) -> any FrequencyRows {
    precondition(grid.rank == 1, "a Morlet wavelet of time on a grid of \(grid)")
    let (wave, envelope) = (gaussian(at: frequency, peak: 1), gaussian(at: 0, peak: 1))
    let correction = wave.valueAtZero(of: grid, range: 42) / envelope.valueAtZero(of: grid, range: 42)
    let peak = 1 / MorletEnvelope(wavelet: self, correction: correction, count: grid[0]).norm
    return MorletRows(
      grid: grid, wave: gaussian(at: frequency, peak: peak), envelope: gaussian(at: 0, peak: peak),
      negligible: negligible)
  }

  private func gaussian(at frequency: Double, peak: Double) -> FrequencyGaussian {
    let variance = 4 * Double.pi * .pi * deviation * deviation
    return FrequencyGaussian(
      center: [2 * .pi * frequency], precision: [[1 / variance]], largestVariance: variance, amplitude: peak)
  }
}

/// The modulus of a wavelet over time, `sigma sqrt(2 pi) exp(-2 pi^2 sigma^2 t^2) |exp(2 pi i xi t) - K|`, repeated over a grid.
private struct MorletEnvelope {
  let wavelet: Morlet1D
  /// K: the share of the envelope that is taken away.
  let correction: Double
  /// Samples of the grid.
  let count: Int

  /// Where the Gaussian falls below exp(-42) = 6e-19 of its peak, in samples.
  private var reach: Double { (21.0).squareRoot() / (.pi * wavelet.deviation) }

  /// The L1 norm over one period of the grid.
  ///
  /// Long wavelets are summed over some 4,096 points of their period or reach, as exactly: the modulus is a Gaussian of thousands of
  /// samples times a function of period 1/xi, constant where xi exceeds seven deviations and below that of few periods, so that the
  /// trapezoidal rule leaves an error beyond rounding.
  var norm: Double {
    let isPeriodic = 2 * reach >= Double(count)
    let length = isPeriodic ? Double(count) : 2 * reach
    let step = max(1, (isPeriodic ? length / 4096 : (length / 4096).rounded(.down)))
    let points = isPeriodic ? Int(length / step) : 2 * Int((reach / step).rounded(.up)) + 1
    // The modulus is even, and so are the points.
    let half = (1..<(points + 1) / 2).reduce(0) { $0 + modulus(Double($1) * step, isPeriodic) }
    let middle = points.isMultiple(of: 2) ? modulus(Double(points / 2) * step, isPeriodic) : 0
    return (modulus(0, isPeriodic) + 2 * half + middle) * step
  }

  private func modulus(_ time: Double, _ isPeriodic: Bool) -> Double {
    guard isPeriodic else { return modulus(time) }
    let period = Double(count)
    let first = ((-reach - time) / period).rounded(.up)
    let last = ((reach - time) / period).rounded(.down)
    if first == last { return modulus(time + first * period) }
    return stride(from: first, through: last, by: 1).reduce(Complex<Double>.zero) {
      $0 + value(time + $1 * period)
    }.length
  }

  /// The modulus of `value`, by |exp(i a) - K|^2 = (1 - K)^2 + 4 K sin^2(a / 2), in which nothing cancels.
  private func modulus(_ time: Double) -> Double {
    let sine = Double.sin(.pi * wavelet.frequency * time)
    return gaussian(time)
      * ((1 - correction) * (1 - correction) + 4 * correction * sine * sine).squareRoot()
  }

  private func value(_ time: Double) -> Complex<Double> {
    gaussian(time) * (Complex(length: 1, phase: 2 * .pi * wavelet.frequency * time) - Complex(correction))
  }

  private func gaussian(_ time: Double) -> Double {
    let deviation = wavelet.deviation
    return deviation * (2 * Double.pi).squareRoot()
      * .exp(-2 * Double.pi * .pi * deviation * deviation * time * time)
  }
}

extension Complex {
  fileprivate static func * (_ factor: RealType, _ value: Complex) -> Complex {
    Complex(factor * value.real, factor * value.imaginary)
  }
}
