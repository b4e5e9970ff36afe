import Foundation

/// What random layers rho(Mx) do to distances and angles: rho = max(., 0), the entries of M independent and N(0, 1/m), m its rows
/// (Giryes, Sapiro and Bronstein 2016; the kernel is the arc-cosine kernel of Cho and Saul 2009).
///
/// `E|rho(Mx) - rho(My)|^2 = 1/2 |x - y|^2 - |x||y| psi`, and the cosine of the angle becomes `cos t + psi`, with t the angle of x and y
/// and `psi = (sin t - t cos t) / pi`. Both are expectations that hold for any m: of inner products and squared norms, and the cosine
/// is that of their ratio.
public enum GaussianRectifier {
  /// The function `(sin t - t cos t) / pi`: 0 at t = 0, and 1 at pi.
  public static func psi(angle: Double) -> Double {
    // Both terms cancel to t^3/3 near 0: the series there, whose next term is below rounding.
    if angle < 1e-2 {
      let square = angle * angle
      return angle * square / .pi * (1 / 3 - square / 30 + square * square / 840)
    }
    return (sin(angle) - angle * cos(angle)) / .pi
  }

  /// The expected squared distance E|rho(Mx) - rho(My)|^2 behind one layer.
  /// - Parameters:
  ///   - norms: |x| and |y|.
  ///   - angle: Theirs, in 0...pi.
  public static func squaredDistance(norms: (Double, Double) = (1, 1), angle: Double) -> Double {
    let half = sin(angle / 2)
    let product = norms.0 * norms.1
    let squared = (norms.0 - norms.1) * (norms.0 - norms.1) + 4 * product * half * half
    return squared / 2 - product * psi(angle: angle)
  }

  /// The cosine of the angle behind one layer.
  public static func cosine(angle: Double) -> Double { min(cos(angle) + psi(angle: angle), 1) }

  /// The angle behind some layers, each fed with the one before, in the limit of wide layers.
  public static func angle(_ angle: Double, behind depth: Int) -> Double {
    (0..<depth).reduce(angle) { angle, _ in acos(cosine(angle: angle)) }
  }

  /// The expected squared distance E|x' - y'|^2 of what becomes of unit vectors behind some layers, in the limit of wide layers; exact for one. Every layer halves
  /// squared norms.
  public static func squaredDistance(angle: Double, behind depth: Int) -> Double {
    let last = self.angle(angle, behind: depth - 1)
    return squaredDistance(angle: last) * pow(2, Double(1 - depth))
  }

  /// The standard deviation over draws of |rho(Mx) - rho(My)|^2 for unit vectors: it falls as m^(-1/2), exactly.
  ///
  /// The squared distance is a mean of m independent squares of a = rho(u) - rho(v), where u and v are standard normal
  /// with correlation cos t; their moments follow in polar coordinates.
  public static func deviation(angle: Double, width: Int) -> Double {
    let (s, c) = (sin(angle), cos(angle))
    let cubic =
      c * (3 * (.pi - angle) / 8 + sin(2 * angle) / 4 - sin(4 * angle) / 32) + s * s * s * s * s / 4
    let mixed = 3 * s * c + (.pi - angle) * (1 + 2 * c * c)
    let fourth = 3 - 8 * 4 / .pi * cubic + 6 * mixed / (2 * .pi)
    let second = squaredDistance(angle: angle)
    return (max(fourth - second * second, 0) / Double(width)).squareRoot()
  }
}
