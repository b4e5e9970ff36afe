import Arrays
import ComplexModule
import Fourier
import RealModule

/// A Morlet wavelet of the plane in the Fourier domain: a Gaussian about its centre frequency, less as much of the same Gaussian
/// about zero as makes its mean vanish (Bruna and Mallat 2013, section 2.1).
///
/// In space `psi(u) = g(u) (exp(i xi.u) - K)` with g the Gaussian of deviation `sigma` along the wave and
/// `sigma / slant` across; its transform is real. Normalised so that g alone has transform 1 at its centre, but for the
/// factor `Morlet.amplitude` that Kymatio's filters carry.
public struct Morlet: Hashable, Sendable {
  /// The standard deviation of the envelope along the wave, in samples.
  public let sigma: Double
  /// The deviation along the wave over the deviation across it.
  public let slant: Double
  /// The direction of the wave, in radians from axis 0 towards axis 1.
  public let angle: Double
  /// The centre frequency xi along `angle`, in radians a sample.
  public let frequency: Double

  public init(sigma: Double, slant: Double, angle: Double, frequency: Double) {
    (self.sigma, self.slant, self.angle, self.frequency) = (sigma, slant, angle, frequency)
  }

  /// The peak of the wavelets, as Kymatio has it: it divides by 2 * 3.1415 * sigma^2 / slant where 2 pi sigma^2 / slant would make the peak 1.
  public static let amplitude = Double.pi / 3.1415
}

extension Morlet: FrequencyFunction {
  /// The values on a grid, evaluated in the Fourier domain, but where the wavelet is wider than its grid: see `MorletCopies`.
  public func rows(on grid: Shape, negligible: Double, planner: Planner) -> any FrequencyRows {
    precondition(grid.rank == 2, "a Morlet wavelet of the plane on a grid of \(grid)")
    let copies = MorletCopies(wavelet: self, grid: grid)
    if copies.areTruncated { return SampledRows(grid: grid, values: copies.response(planner)) }
    return MorletRows(
      grid: grid, wave: gaussian(at: frequency), envelope: gaussian(at: 0), negligible: negligible)
  }

  private func gaussian(at frequency: Double) -> FrequencyGaussian {
    let (c, s) = (Double.cos(angle), Double.sin(angle))
    let along = sigma * sigma
    let across = along / (slant * slant)
    return FrequencyGaussian(
      center: [frequency * c, frequency * s],
      precision: [
        [along * c * c + across * s * s, (along - across) * c * s],
        [(along - across) * c * s, along * s * s + across * c * c],
      ], largestVariance: 1 / min(along, across), amplitude: Self.amplitude)
  }
}

/// A Morlet wavelet's transform on one grid of any rank: a Gaussian about its centre frequency, less as much of one about zero as
/// makes its mean vanish.
struct MorletRows: FrequencyRows {
  private let grid: Shape
  private let wave, envelope: FrequencyGaussian
  /// K: the share of the envelope that is taken away.
  private let correction: Double
  private let range: Double

  init(grid: Shape, wave: FrequencyGaussian, envelope: FrequencyGaussian, negligible: Double) {
    (self.grid, self.wave, self.envelope, range) = (grid, wave, envelope, -Double.log(negligible))
    correction = wave.valueAtZero(of: grid, range: range) / envelope.valueAtZero(of: grid, range: range)
  }

  func add(to row: UnsafeMutableBufferPointer<Double>, at leading: [Int]) -> Bool {
    let hasWave = wave.add(to: row, at: leading, of: grid, times: 1, range: range)
    let hasEnvelope = envelope.add(to: row, at: leading, of: grid, times: -correction, range: range)
    return hasWave || hasEnvelope
  }
}

/// A Morlet wavelet repeated over a grid as Kymatio repeats it: by copies at shifts of -2 to 2 whole grids along both axes.
///
/// Where the wavelet is so long (many orientations on a grid of a few 2^J) that further copies would matter, the sum is taken in
/// space over just those copies and transformed, so that the numbers stay Kymatio's.
private struct MorletCopies {
  let wavelet: Morlet
  let grid: Shape

  /// Whether further copies would matter. Seven deviations inside leave exp(-24.5) = 2e-11 outside.
  var areTruncated: Bool {
    let length = wavelet.sigma * max(1, 1 / wavelet.slant)
    return Double(2 * grid.dimensions.min()!) < 7 * length
  }

  /// The wavelet's transform, real, in row-major order.
  func response(_ planner: Planner) -> [Double] {
    let wave = sum(frequency: wavelet.frequency)
    let envelope = sum(frequency: 0)
    let correction = wave.reduce(Complex(0), +) / envelope.reduce(Complex(0), +)
    let morlet = zip(wave, envelope).map { $0 - correction * $1 }
    let plan: FourierPlan<Double> = planner.plan(Recipe(.forward, shape: grid, rigor: .estimate))
    return plan(Spectrum(morlet, signalShape: grid)).samples.map(\.real)
  }

  /// The sum of the copies of a plane wave under the wavelet's Gaussian, which has unit sum but for `Morlet.amplitude`.
  /// - Parameter frequency: Radians a sample along the wavelet's angle.
  private func sum(frequency: Double) -> [Complex<Double>] {
    var sum = [Complex<Double>](repeating: 0, count: grid.count)
    for row in (-2 * grid[0])..<(3 * grid[0]) {
      for column in (-2 * grid[1])..<(3 * grid[1]) {
        guard let value = value(Double(row), Double(column), frequency) else { continue }
        sum[row.modulo(grid[0]) * grid[1] + column.modulo(grid[1])] += value
      }
    }
    return sum
  }

  /// Nil beyond nine deviations.
  private func value(_ x: Double, _ y: Double, _ frequency: Double) -> Complex<Double>? {
    let (c, s) = (Double.cos(wavelet.angle), Double.sin(wavelet.angle))
    let (along, across) = (c * x + s * y, (c * y - s * x) * wavelet.slant)
    let exponent = (along * along + across * across) / (2 * wavelet.sigma * wavelet.sigma)
    guard exponent < 40.5 else { return nil }
    let norm = 2 * .pi * wavelet.sigma * wavelet.sigma / wavelet.slant / Morlet.amplitude
    return Complex(length: .exp(-exponent) / norm, phase: frequency * along)
  }
}
