import Arrays
import Fourier
import RealModule

/// A Morlet wavelet of space in the Fourier domain: as `Morlet` in the plane, a Gaussian about its centre frequency, less as much of the
/// same Gaussian about zero as makes its mean vanish.
///
/// Its envelope has deviation `sigma` along the wave and `sigma / slant` across. Normalised so that the Gaussian alone has transform 1 at
/// its centre.
public struct Morlet3D: Hashable, Sendable {
  /// The standard deviation of the envelope along the wave, in samples.
  public let sigma: Double
  /// The deviation along the wave over the deviation across it.
  public let slant: Double
  /// The direction of the wave, a unit vector by axis.
  public let direction: [Double]
  /// The centre frequency along `direction`, in radians a sample.
  public let frequency: Double

  /// - Precondition: `direction` has three components, not all zero; it is divided by its length.
  public init(sigma: Double, slant: Double, direction: [Double], frequency: Double) {
    let length = direction.reduce(0) { $0 + $1 * $1 }.squareRoot()
    precondition(direction.count == 3 && length > 0, "a direction \(direction) of space")
    (self.sigma, self.slant, self.frequency) = (sigma, slant, frequency)
    self.direction = direction.map { $0 / length }
  }
}

extension Morlet3D: FrequencyFunction {
  /// The values on a grid, as the wavelet has them that is sampled in space and repeated over the grid.
  public func rows(on grid: Shape, negligible: Double, planner: Planner) -> any FrequencyRows {
    precondition(grid.rank == 3, "a Morlet wavelet of space on a grid of \(grid)")
    return MorletRows(
      grid: grid, wave: gaussian(at: frequency), envelope: gaussian(at: 0), negligible: negligible)
  }

  private func gaussian(at frequency: Double) -> FrequencyGaussian {
    let along = sigma * sigma
    let across = along / (slant * slant)
    return FrequencyGaussian(
      center: direction.map { frequency * $0 },
      precision: direction.indices.map { row in
        direction.indices.map { column in
          (along - across) * direction[row] * direction[column] + (row == column ? across : 0)
        }
      }, largestVariance: 1 / min(along, across), amplitude: 1)
  }
}

extension FilterBank {
  /// Oriented Morlet wavelets for volumes, spaced as `morlet2D` spaces them: scale j has deviation 0.8 2^j samples and centre frequency
  /// (3 pi / 4) / 2^j, its D directions are those of `HalfSphere`.
  ///
  /// Across the wave envelopes are so narrow that neighbours overlap as in the plane: with delta the mean angle from a direction to
  /// the nearest other, the slant is 4 delta / pi, which in the plane, where delta = pi / L, is Kymatio's 4 / L. The frame bounds without
  /// decimation on a grid of 32 x 32 x 32, all frequencies and those within |w| <= pi; the corners of the cube are what no wavelet covers:
  ///
  /// | directions | slant | J | A | A within pi | B |
  /// |---|---|---|---|---|---|
  /// | 3 | 2 | 2 | 0.439 | 0.439 | 1.335 |
  /// | 4 | 1.567 | 2 | 0.059 | 0.393 | 1.000 |
  /// | 6 | 1.410 | 2 and 3 | 0.068 | 0.535 | 1.000 |
  /// | 10 | 0.929 | 3 | 0.009 | 0.190 | 1.066 |
  /// | 15 | 0.8 | 3 | 0.002 | 0.178 | 1.262 |
  ///
  /// Ten and fifteen leave gaps in the middle of the polyhedron's faces: hence their A.
  ///
  /// - Parameters:
  ///   - grid: `[depth, height, width]` of the spectra, multiples of `2^scales`.
  ///   - scales: J, at least 1.
  ///   - directions: D, at least 3.
  ///   - planner: Makes the transforms that sampling some filters takes.
  public static func morlet3D(
    grid: Shape, scales: Int, directions: Int, planner: Planner = .shared
  ) -> FilterBank {
    precondition(grid.rank == 3 && scales >= 1 && directions >= 3)
    let bands = Band.morlet3D(scales: scales, directions: directions)
    let lowPass = LowPassFilter(
      sigma: [Double](repeating: 0.4 * Double(1 << scales), count: 3),
      decimation: [scales, scales, scales])
    return FilterBank(grid: grid, scales: scales, layers: [bands], lowPass: lowPass, planner: planner)
  }
}

extension Band {
  /// The wavelets of all scales, by scale and then by direction.
  static func morlet3D(scales: Int, directions: Int) -> [Band] {
    let sphere = HalfSphere(directions)
    return (0..<scales).flatMap { scale in
      sphere.directions.indices.map { morlet3D(scale: scale, direction: $0, of: sphere) }
    }
  }

  private static func morlet3D(scale: Int, direction: Int, of sphere: HalfSphere) -> Band {
    let dilation = Double(1 << scale)
    let wavelet = Morlet3D(
      sigma: 0.8 * dilation, slant: 4 * sphere.meanNearestAngle / .pi,
      direction: sphere.directions[direction], frequency: 0.75 * .pi / dilation)
    return Band(
      scale: scale, label: .direction(direction, wavelet.direction), frequency: wavelet.frequency / (2 * .pi),
      bandwidth: (2 * .log(2)).squareRoot() / (.pi * wavelet.sigma), decimation: [scale, scale, scale],
      components: [wavelet])
  }
}
