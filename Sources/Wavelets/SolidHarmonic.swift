import Arrays
import Fourier
import RealModule

/// A real solid harmonic wavelet of space in the Fourier domain: a homogeneous harmonic polynomial times a Gaussian (Eickenberg,
/// Exarchakis, Hirn and Mallat 2017).
///
/// At the angular frequency w, in spherical coordinates about axis 0, its transform is
/// `a(l) |sigma w|^l exp(-|sigma w|^2 / 2) Y(w / |w|)` with Y a real spherical harmonic of degree l, orthonormal over the sphere, and
/// `a(l)` the `amplitude` of Kymatio, which makes degree 0 a Gaussian of unit sum. The factor (-i)^l that makes the wavelet real in space is
/// left out, as moduli do not tell. A grid samples one period of it, from -pi up to but without pi along each axis as Kymatio does:
/// on an even grid it is cut off at the frequency -pi, where a function that is odd along the axis would have to vanish were the
/// wavelet real in space.
public struct SolidHarmonic: Hashable, Sendable {
  /// The standard deviation of the Gaussian in space, in samples.
  public let sigma: Double
  /// l, from 0.
  public let degree: Int
  /// m, from -l to l: the harmonic varies with the azimuth phi, from axis 2 towards axis 1, as cos(m phi), or for negative m as
  /// sin(|m| phi).
  public let order: Int
  /// What multiplies the transform.
  public let weight: Double

  /// - Precondition: A positive `sigma`, and `order` from -`degree` to `degree`.
  public init(sigma: Double, degree: Int, order: Int, weight: Double = 1) {
    precondition(sigma > 0 && abs(order) <= degree, "order \(order) of a harmonic of degree \(degree)")
    (self.sigma, self.degree, self.order, self.weight) = (sigma, degree, order, weight)
  }

  /// Kymatio's factor of the harmonics of degree l, with which they shrink as l grows.
  public static func amplitude(degree l: Int) -> Double {
    let period = Double.pow(2 * .pi, 1.5)
    if l % 2 == 0 {
      let odds = stride(from: 1, through: l + 1, by: 2).reduce(1.0) { $0 * Double($1) }
      return period / (2 * .pi * (Double(l) + 0.5).squareRoot() * odds)
    }
    let factorial = stride(from: 1, through: (l + 1) / 2, by: 1).reduce(1.0) { $0 * Double($1) }
    return period / (.pow(2, Double(l + 3) / 2) * (.pi * Double(2 * l + 1)).squareRoot() * factorial)
  }
}

extension SolidHarmonic {
  /// The response of all orders of a degree together, `sqrt(sum over m of |psi_lm|^2)`, which is the same in every direction (Unsoeld's
  /// theorem): `a(l) (sigma w)^l exp(-(sigma w)^2 / 2) sqrt((2 l + 1) / 4 pi)`.
  ///
  /// - Parameter frequency: The distance from zero, in cycles a sample.
  public static func radialResponse(sigma: Double, degree: Int, frequency: Double) -> Double {
    let radius = 2 * .pi * sigma * frequency
    let sphere = (Double(2 * degree + 1) / (4 * .pi)).squareRoot()
    return amplitude(degree: degree) * .pow(radius, degree) * .exp(-radius * radius / 2) * sphere
  }
}

extension SolidHarmonic: FrequencyFunction {
  public func rows(on grid: Shape, negligible: Double, planner: Planner) -> any FrequencyRows {
    precondition(grid.rank == 3, "a solid harmonic of space on a grid of \(grid)")
    return SolidHarmonicRows(self, grid, reach: reach(negligible))
  }

  /// That of the degree, where the grid has no frequency -pi without an opposite, or the harmonic is negligible there.
  public func parity(on grid: Shape, negligible: Double) -> FrequencyParity? {
    let hasUnpaired = degree > 0 && grid.dimensions.contains { $0 % 2 == 0 }
    guard !hasUnpaired || bound(at: .pi) <= negligible else { return nil }
    return degree % 2 == 0 ? .even : .odd
  }

  /// What magnitudes do not exceed at a frequency and beyond: a harmonic is at most the root of the sum of squares of its degree.
  private func bound(at frequency: Double) -> Double {
    let (l, r) = (Double(degree), max(sigma * frequency, Double(degree).squareRoot()))
    return abs(weight) * Self.amplitude(degree: degree) * ((2 * l + 1) / (4 * .pi)).squareRoot()
      * .pow(r, l) * .exp(-r * r / 2)
  }

  /// The distance from zero, times sigma, beyond which the radial part is below a share of its peak.
  private func reach(_ negligible: Double) -> Double {
    let l = Double(degree)
    func logarithm(_ r: Double) -> Double { (degree == 0 ? 0 : l * .log(r)) - r * r / 2 }
    let limit = logarithm(l.squareRoot()) + .log(negligible)
    var r = l.squareRoot()
    while logarithm(r) > limit { r += 0.125 }
    return r
  }
}

/// A solid harmonic on one grid. Frequencies are times sigma.
private struct SolidHarmonicRows: FrequencyRows {
  private let degree: Int
  /// |m|, and whether the azimuth's sine takes the place of its cosine.
  private let order: Int
  private let isSine: Bool
  /// The factor of the polynomial times the Gaussian.
  private let factor: Double
  /// By axis and index.
  private let frequencies: [[Double]]
  /// The Gaussian along the last axis.
  private let decay: [Double]
  private let reach: Double

  init(_ harmonic: SolidHarmonic, _ grid: Shape, reach: Double) {
    (degree, order, isSine) = (harmonic.degree, abs(harmonic.order), harmonic.order < 0)
    self.reach = reach
    factor =
      harmonic.weight * SolidHarmonic.amplitude(degree: harmonic.degree)
      * Self.norm(harmonic.degree, abs(harmonic.order))
    frequencies = grid.dimensions.map { count in
      (0..<count).map { index in
        2 * .pi * harmonic.sigma * Double(2 * index < count ? index : index - count) / Double(count)
      }
    }
    decay = frequencies[2].map { .exp(-$0 * $0 / 2) }
  }

  /// What makes the harmonic orthonormal: sqrt((2 l + 1) (l - m)! / (4 pi (l + m)!)), times sqrt 2 but for m = 0.
  private static func norm(_ l: Int, _ m: Int) -> Double {
    let factorials = stride(from: l - m + 1, through: l + m, by: 1).reduce(1.0) { $0 * Double($1) }
    return ((m == 0 ? 1 : 2) * Double(2 * l + 1) / (4 * .pi * factorials)).squareRoot()
  }

  func add(to row: UnsafeMutableBufferPointer<Double>, at leading: [Int]) -> Bool {
    let (z, y) = (frequencies[0][leading[0]], frequencies[1][leading[1]])
    let rest = z * z + y * y
    guard rest < reach * reach else { return false }
    let scale = factor * .exp(-rest / 2)
    for column in row.indices {
      let x = frequencies[2][column]
      let square = rest + x * x
      if square < reach * reach {
        row[column] += scale * decay[column] * polar(z, square) * azimuthal(x, y)
      }
    }
    return true
  }

  /// r^(l - m) times the m-th derivative of the Legendre polynomial of degree l at z / r, by recurrence in l.
  private func polar(_ z: Double, _ square: Double) -> Double {
    var (previous, value) = (0.0, 1.0)
    for m in stride(from: 1, through: order, by: 1) { value *= Double(2 * m - 1) }
    for l in stride(from: order + 1, through: degree, by: 1) {
      let next = Double(2 * l - 1) * z * value - Double(l + order - 1) * square * previous
      (previous, value) = (value, next / Double(l - order))
    }
    return value
  }

  /// The real or the imaginary part of (x + i y)^m.
  private func azimuthal(_ x: Double, _ y: Double) -> Double {
    var (cosine, sine) = (1.0, 0.0)
    for _ in stride(from: 0, to: order, by: 1) {
      (cosine, sine) = (cosine * x - sine * y, cosine * y + sine * x)
    }
    return isSine ? sine : cosine
  }
}
