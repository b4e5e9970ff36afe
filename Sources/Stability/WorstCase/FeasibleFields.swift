import Arrays
import Deformations
import Foundation
import Numerical

/// The elastic fields with sup|tau| <= a and sup|grad tau| <= b over the samples, and steps that stay within them.
///
/// Fields are compared by |tau / a|^2 + 3 |grad tau / b|^2, a mean over the samples by the trapezoidal rule: for that product the
/// coefficients' fields are orthogonal. A step of size s from c along a direction d of length 1 leads to the feasible
/// field nearest to c + s d, an infinite one to the feasible field of the largest product with d: a corner of the set, where a
/// convex function has its maximum. Either is found by the alternating direction method of multipliers (Boyd et al. 2011,
/// section 5), one copy of the field being projected sample by sample and the other spanned by the coefficients, in a
/// diagonal system.
package struct FeasibleFields: Sendable {
  private let elastic: ElasticField
  private let displacementBound, gradientBound: Double
  private let balls: BallProjection
  /// What a squared deviation weighs, `[order, sample]`.
  private let weights: [Double]
  /// The squared length of each coefficient's field.
  private let squares: [Double]

  /// The weight of slopes beside displacements, the penalty on the difference of the copies and the relaxation: with these 16 steps
  /// from zero leave about 5 % of the largest product, 30 leave 2 %.
  private static let emphasis = 3.0, penalty = 3.0, relaxation = 1.7

  package init(_ elastic: ElasticField, displacementBound: Double, gradientBound: Double) {
    self.elastic = elastic
    (self.displacementBound, self.gradientBound) = (displacementBound, gradientBound)
    let (shape, dimensions) = (elastic.shape, elastic.shape.dimensions)
    balls = BallProjection(
      rank: shape.rank, count: shape.count, displacementBound: displacementBound, gradientBound: gradientBound
    )
    let (near, steep) = (pow(displacementBound, -2), Self.emphasis * pow(gradientBound, -2))
    let rule = (0..<shape.count).map { index in
      zip(shape.indices(of: index), dimensions).reduce(1) { weight, axis in
        weight / Double(axis.1 - 1) * (axis.0 == 0 || axis.0 == axis.1 - 1 ? 0.5 : 1)
      }
    }
    weights = ([near] + dimensions.map { _ in steep }).flatMap { factor in rule.map { factor * $0 } }
    let own = elastic.modes.map { mode in
      let rates = zip(mode, dimensions).map { Double($0) * .pi / Double($1 - 1) }
      return pow(0.5, Double(shape.rank)) * (near + steep * squaredNorm(rates))
    }
    squares = dimensions.flatMap { _ in own }
  }

  /// The direction of steepest ascent, of length 1, for a gradient with respect to the coefficients; zeros where it is zero.
  package func direction(_ gradient: [Double]) -> [Double] {
    let scaled = zip(gradient, squares).map { $0 / $1 }
    let length = dot(scaled, gradient).squareRoot()
    return length > 0 ? scaled.map { $0 / length } : scaled
  }

  /// The coefficients nearest to a field that turns from one to another along an axis, by a raised cosine over its middle half.
  func crossed(_ near: [Double], _ far: [Double], along axis: Int) -> [Double] {
    let (shape, dimensions) = (elastic.shape, elastic.shape.dimensions)
    let one = elastic.displacement(coefficients: near).samples
    let other = elastic.displacement(coefficients: far).samples
    let last = Double(dimensions[axis] - 1)
    let shares = (0..<shape.count).map { index in
      let turn = max(0, min(1, 2 * Double(shape.indices(of: index)[axis]) / last - 0.5))
      return 0.5 + 0.5 * cos(.pi * turn)
    }
    let mixed = Signal<Double>(batch: [shape.rank], shape: shape) { out in
      for index in out.indices {
        let share = shares[index % shape.count]
        out[index] = share * one[index] + (1 - share) * other[index]
      }
    }
    // Sines are orthogonal, each of squared norm (n - 1) / 2 along an axis.
    let square = dimensions.reduce(1) { $0 * Double($1 - 1) / 2 }
    return elastic.adjoint(displacementGradient: mixed).map { $0 / square }
  }

  /// Where a step leads, within the bounds up to rounding.
  /// - Parameters:
  ///   - fields: The state of the method after the step before, which quickens this one; empty at first.
  ///   - iterations: Steps of the method: more come nearer to the nearest field, or to the corner.
  package func step(
    from start: [Double], along direction: [Double], size: Double, fields: inout [Double], iterations: Int
  ) -> [Double] {
    if fields.isEmpty { fields = elastic.firstOrder(coefficients: start) }
    let goal = zip(direction, start).map { $0 + $1 / size }
    let share = 1 / (Self.penalty + 1 / size)
    var (target, nearest, deviation) = (start, fields, fields)
    for _ in 0..<iterations {
      nearest = fields
      balls.apply(to: &nearest)
      split(nearest, &fields, into: &deviation)
      let pulled = elastic.adjoint(firstOrderGradient: deviation)
      for index in target.indices {
        target[index] = share * (goal[index] + Self.penalty * pulled[index] / squares[index])
      }
      subtract(-Self.relaxation, times: elastic.firstOrder(coefficients: target), from: &fields)
    }
    return scaledBack(target, isCorner: size == .infinity)
  }

  /// Weighs what the coefficients' copy is drawn to, 2 nearest - fields, and takes the relaxed projection from the state.
  private func split(_ nearest: [Double], _ fields: inout [Double], into deviation: inout [Double]) {
    let (count, orders) = (elastic.shape.count, elastic.shape.rank + 1)
    for part in 0..<(elastic.shape.rank * orders) {
      let (start, own) = (part * count, part % orders * count)
      nearest.withUnsafeBufferPointer { nearest in
        weights.withUnsafeBufferPointer { weights in
          fields.withUnsafeMutableBufferPointer { fields in
            deviation.withUnsafeMutableBufferPointer { deviation in
              for index in start..<(start + count) {
                let (z, v) = (nearest[index], fields[index])
                deviation[index] = weights[own + index - start] * (2 * z - v)
                fields[index] = v - Self.relaxation * z
              }
            }
          }
        }
      }
    }
  }

  /// What the unfinished method leaves beyond the bounds is scaled back, and a corner is on a bound.
  private func scaledBack(_ coefficients: [Double], isCorner: Bool) -> [Double] {
    let sups = elastic.supNorms(coefficients: coefficients)
    let excess = max(sups.displacement / displacementBound, sups.gradient / gradientBound)
    return excess > 1 || isCorner && excess > 0 ? coefficients.map { $0 / excess } : coefficients
  }
}
