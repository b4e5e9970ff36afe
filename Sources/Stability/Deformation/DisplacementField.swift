import Scattering

/// A displacement tau and its derivatives, analytic and not differences, at every sample of a grid; in pixels.
///
/// With d the rank of the grid and axes named as signals name them (axis 0 first).
public struct DisplacementField: Sendable {
  /// tau, `[component, space...]`: pixels.
  public let displacement: Signal<Double>
  /// grad tau, `[component, axis, space...]`: the derivative of a component along an axis, without unit.
  public let jacobian: Signal<Double>
  /// H tau, `[component, axis, axis, space...]`: second derivatives, in 1/pixel; symmetric in the two axes.
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
