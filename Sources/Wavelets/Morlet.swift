import Arrays
import Foundation

/// A Morlet wavelet in the Fourier domain: a Gaussian about its centre frequency, less as much of the same Gaussian about
/// zero as makes its mean vanish (Bruna and Mallat 2013, section 2.1).
///
/// In space `psi(u) = g(u) (exp(i xi.u) - K)` with g the Gaussian of deviation `sigma` along the wave and
/// `sigma / slant` across; its transform is real. Normalised so that g alone has transform 1 at its centre, but for the
/// factor `Morlet.amplitude` that Kymatio's filters carry.
public struct Morlet: Sendable {
  /// Deviation of the envelope along the wave, in samples.
  public let sigma: Double
  /// Deviation along the wave over the deviation across it.
  public let slant: Double
  /// Direction of the wave, in radians from axis 0 towards axis 1.
  public let angle: Double
  /// Centre frequency xi along `angle`, in radians a sample.
  public let frequency: Double

  /// Kymatio divides by 2 * 3.1415 * sigma^2 / slant where 2 pi sigma^2 / slant would make the peak 1.
  public static let amplitude = Double.pi / 3.1415

  /// The wavelet's transform on one grid.
  struct Response: Sendable {
    let grid: Shape
    let wave, envelope: FrequencyGaussian
    /// K: the share of the envelope that is taken away.
    let correction: Double
    let range: Double

    /// Adds the response in one row, `leading` the frequency indices on all axes but the last; false where it is
    /// negligible.
    func add(to row: UnsafeMutableBufferPointer<Double>, at leading: [Int]) -> Bool {
      let hasWave = wave.add(to: row, at: leading, of: grid, times: 1, range: range)
      let hasEnvelope = envelope.add(to: row, at: leading, of: grid, times: -correction, range: range)
      return hasWave || hasEnvelope
    }
  }

  /// - Parameter negligible: Values below this share of the peak may be left out.
  func response(on grid: Shape, negligible: Double) -> Response {
    let range = -log(negligible)
    let wave = gaussian(at: frequency)
    let envelope = gaussian(at: 0)
    let correction = wave.valueAtZero(of: grid, range: range) / envelope.valueAtZero(of: grid, range: range)
    return Response(grid: grid, wave: wave, envelope: envelope, correction: correction, range: range)
  }

  private func gaussian(at frequency: Double) -> FrequencyGaussian {
    let (c, s) = (cos(angle), sin(angle))
    let along = sigma * sigma
    let across = along / (slant * slant)
    return FrequencyGaussian(
      center: [frequency * c, frequency * s],
      precision: [
        [along * c * c + across * s * s, (along - across) * c * s],
        [(along - across) * c * s, along * s * s + across * c * c],
      ], amplitude: Self.amplitude)
  }
}
