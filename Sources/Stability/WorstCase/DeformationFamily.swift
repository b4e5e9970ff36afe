import Arrays
import Deformations

/// A family of displacements with coefficients, through which a search ascends: a map to fields, and the adjoint of its
/// derivative.
public protocol DeformationFamily: Sendable {
  var kind: DeformationKind { get }
  var shape: Shape { get }
  var coefficientCount: Int { get }
  /// The relative sizes of coefficients in random fields; steps are taken in these units.
  var metric: [Double] { get }

  /// The displacement tau, `[component, space...]`, in pixels; no displacement where all coefficients are 0.
  func displacement(_ coefficients: [Double]) -> Signal<Double>
  /// The displacement tau with its derivatives.
  func field(_ coefficients: [Double]) -> DisplacementField
  /// The norms `sup|tau|` and `sup|grad tau|` over the samples.
  func supNorms(_ coefficients: [Double]) -> (displacement: Double, gradient: Double)
  /// The derivative of `displacement` along a direction, `[component, space...]`.
  func pushforward(at coefficients: [Double], along direction: [Double]) -> Signal<Double>
  /// The transpose of `pushforward`: a gradient with respect to tau, `[component, space...]`, to one with respect to the coefficients.
  func pullback(at coefficients: [Double], of gradient: Signal<Double>) -> [Double]
  /// The coefficients whose field has both suprema `factor` times as large, up to rounding.
  /// - Precondition: the family has such a field.
  func scaled(_ coefficients: [Double], by factor: Double) -> [Double]
  /// Coefficients of fields of any size that are spread over the family, so that a search looks everywhere; none where it has too many.
  var scan: [[Double]] { get }
  /// The coefficients of a random field, the one that `DeformationGenerator` draws.
  func random(using generator: inout SeededGenerator) -> [Double]
}

extension DeformationFamily {
  public var scan: [[Double]] { [] }
}
