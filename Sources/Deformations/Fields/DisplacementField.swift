import Arrays
import RealModule

/// A displacement tau and its derivatives, analytic and not differences, at every sample of a grid; in pixels.
///
/// With d the rank of the grid and axes named as signals name them (axis 0 first).
public struct DisplacementField: Sendable {
  /// The displacement tau in pixels, `[component, space...]`.
  public let displacement: Signal<Double>
  /// The gradient grad tau, `[component, axis, space...]`: the derivative of a component along an axis, without unit.
  public let jacobian: Signal<Double>
  /// The second derivatives H tau, `[component, axis, axis, space...]`: second derivatives, in 1/pixel; symmetric in the two axes.
  public let hessian: Signal<Double>

  public var shape: Shape { displacement.shape }

  /// - Precondition: all three have one shape of rank d, and batch `[d]`, `[d, d]` and `[d, d, d]`.
  public init(displacement: Signal<Double>, jacobian: Signal<Double>, hessian: Signal<Double>) {
    let rank = displacement.shape.rank
    for (order, part) in [displacement, jacobian, hessian].enumerated() {
      let batch = [Int](repeating: rank, count: order + 1)
      precondition(
        part.shape == displacement.shape && part.batch == batch,
        "derivatives of order \(order) are \(part.batch) of \(part.shape), not \(batch) of \(displacement.shape)"
      )
    }
    (self.displacement, self.jacobian, self.hessian) = (displacement, jacobian, hessian)
  }

  /// The field of t tau, whose derivatives are t times as large.
  public func scaled(by factor: Double) -> DisplacementField {
    DisplacementField(
      displacement: displacement.scaled(by: factor), jacobian: jacobian.scaled(by: factor),
      hessian: hessian.scaled(by: factor))
  }
}

extension DisplacementField {
  /// The field that displaces nothing.
  public static func zero(_ shape: Shape) -> DisplacementField {
    func zeros(_ order: Int) -> Signal<Double> {
      Signal(batch: [Int](repeating: shape.rank, count: order), shape: shape) { $0.update(repeating: 0) }
    }
    return DisplacementField(displacement: zeros(1), jacobian: zeros(2), hessian: zeros(3))
  }
}

/// How large a deformation is, over the samples of its grid.
public struct DeformationSizes: Hashable, Codable, Sendable {
  /// The displacement sup|tau|: Euclidean norm, pixels.
  public let displacement: Double
  /// The gradient sup|grad tau|: spectral norm, the most that a unit step changes tau.
  public let gradient: Double
  /// The second derivatives sup|H tau|: Frobenius norm, 1/pixel. By the Cauchy-Schwarz inequality it bounds |H tau(v, w)| for all unit vectors v
  /// and w, which is the norm in Mallat's theorem.
  public let hessian: Double
  /// The oscillation Delta tau = sup over u, v of |tau(u) - tau(v)|, pixels.
  public let oscillation: Double
  /// The least determinant min det(I - grad tau): how much volumes shrink at worst under u -> u - tau(u).
  public let minimalDeterminant: Double

  private enum CodingKeys: String, CodingKey {
    case displacement, gradient, hessian, minimalDeterminant
    case oscillation = "spread"
  }

  /// Whether the deformation is no diffeomorphism: somewhere u -> u - tau(u) reverses orientation or is singular.
  public var folds: Bool { minimalDeterminant <= 0 }

  /// The constant K(tau) of Mallat (2012), Theorem 2.12, for an averaging scale of 2^J pixels:
  ///
  ///     2^-J sup|tau| + sup|grad tau| max(log(Delta tau / sup|grad tau|), 1) + sup|H tau|,
  ///
  /// the middle term 0 where grad tau is. The theorem says |S L_tau x - S x| <= C |U x|_1 K(tau), for a C that is not
  /// explicit, where sup|grad tau| <= 1/2.
  public func mallatBound(scales: Int) -> Double {
    let middle = gradient == 0 ? 0 : gradient * max(.log(oscillation / gradient), 1)
    return displacement / Double(sign: .plus, exponent: scales, significand: 1) + middle + hessian
  }
}

extension DisplacementField {
  /// The sizes over all samples, exact up to rounding; in time O(n log n) for n samples of a line or an image.
  public func sizes() -> DeformationSizes {
    DeformationSizes(
      displacement: displacement.largestVectorNorm(), gradient: jacobian.largestSpectralNorm(),
      hessian: hessian.largestVectorNorm(), oscillation: displacement.diameter(),
      minimalDeterminant: jacobian.smallestComplementDeterminant())
  }
}
