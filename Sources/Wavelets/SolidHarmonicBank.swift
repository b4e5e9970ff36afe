import Arrays
import Fourier
import RealModule

extension FilterBank {
  /// Solid harmonic wavelets for volumes as Kymatio has them (Eickenberg, Exarchakis, Hirn, Mallat and Thiry 2018): of each scale
  /// j = 0, ..., J and degree l = 0, ..., L the 2 l + 1 wavelets of deviation `sigma` 2^j under one modulus, which rotations of
  /// the volume leave as it is.
  ///
  /// Degree 0 is a Gaussian, of mean 1. A band follows those of smaller scale of its own degree, and if moduli are per order of its own
  /// |m|. Nothing is decimated, so grids have any size.
  ///
  /// - Parameters:
  ///   - grid: `[depth, height, width]`.
  ///   - scales: J, at least 0; there are J + 1 scales.
  ///   - maximalDegree: L, at least 0.
  ///   - sigma: The deviation of the Gaussian of scale 0, in samples.
  ///   - perM: Whether each |m| = 0, ..., l has a modulus of its own, |x * psi_lm| with the complex harmonic, which rotations about axis 0
  ///     leave as it is; -m and m give the same.
  ///   - planner: Makes the transforms that sampling some filters takes.
  public static func solidHarmonic(
    grid: Shape, scales: Int, maximalDegree: Int, sigma: Double = 1, perM: Bool = false,
    planner: Planner = .shared
  ) -> FilterBank {
    precondition(grid.rank == 3 && scales >= 0 && maximalDegree >= 0 && sigma > 0)
    let bands = Band.solidHarmonic(scales: scales, maximalDegree: maximalDegree, sigma: sigma, perM: perM)
    let lowPass = LowPassFilter(
      sigma: [Double](repeating: sigma * Double(1 << scales), count: 3), decimation: [0, 0, 0])
    return FilterBank(grid: grid, scales: scales, layers: [bands], lowPass: lowPass, planner: planner)
  }
}

extension Band {
  /// The wavelets of all scales, by scale, then by degree and order.
  static func solidHarmonic(scales: Int, maximalDegree: Int, sigma: Double, perM: Bool) -> [Band] {
    let groups = SolidHarmonicGroup.all(maximalDegree: maximalDegree, perM: perM)
    return (0...scales).flatMap { scale in groups.map { $0.band(scale: scale, sigma: sigma) } }
  }
}

/// The harmonics that stand under one modulus: all of a degree, or those of one order but for its sign.
struct SolidHarmonicGroup: Hashable, Sendable {
  let degree: Int
  /// |m|; nil for all orders.
  let order: Int?

  /// The groups of one scale, by degree and then by order.
  static func all(maximalDegree: Int, perM: Bool) -> [SolidHarmonicGroup] {
    (0...maximalDegree).flatMap { degree in
      perM
        ? (0...degree).map { SolidHarmonicGroup(degree: degree, order: $0) }
        : [SolidHarmonicGroup(degree: degree, order: nil)]
    }
  }

  func band(scale: Int, sigma: Double) -> Band {
    let deviation = sigma * Double(1 << scale)
    return Band(
      scale: scale, label: .harmonic(degree: degree, order: order),
      frequency: Double(degree).squareRoot() / (2 * .pi * deviation),
      bandwidth: bandwidth / (2 * .pi * deviation), decimation: [0, 0, 0],
      components: components(sigma: deviation))
  }

  /// The complex harmonic of an order is `(c + i s) / sqrt 2` with c and s the real ones.
  private func components(sigma: Double) -> [SolidHarmonic] {
    let orders = order.map { $0 == 0 ? [0] : [$0, -$0] } ?? Array(-degree...degree)
    let weight = (order ?? 0) == 0 ? 1 : 0.5.squareRoot()
    return orders.map { SolidHarmonic(sigma: sigma, degree: degree, order: $0, weight: weight) }
  }

  /// The width over which r^l exp(-r^2 / 2) exceeds half its peak; of degree 0 on both sides of zero.
  private var bandwidth: Double {
    let l = Double(degree)
    func excess(_ r: Double) -> Double {
      (degree == 0 ? 0 : l / 2 * .log(r * r / l)) - (r * r - l) / 2 + .log(2)
    }
    func crossing(_ inside: Double, _ outside: Double) -> Double {
      var (inside, outside) = (inside, outside)
      for _ in 0..<60 {
        let middle = (inside + outside) / 2
        if excess(middle) > 0 { inside = middle } else { outside = middle }
      }
      return inside
    }
    let above = crossing(l.squareRoot(), l.squareRoot() + 2)
    return degree == 0 ? 2 * above : above - crossing(l.squareRoot(), 0)
  }
}
