import Arrays
import Deformations
import Foundation

/// Elastic and rough fields: linear in the coefficients of sines.
public struct ElasticFamily: DeformationFamily {
  public let metric: [Double]
  package let elastic: ElasticField
  private let generator: DeformationGenerator

  /// - Precondition: the generator draws elastic or rough fields.
  public init(_ generator: DeformationGenerator) {
    precondition(
      generator.kind == .elastic || generator.kind == .rough, "\(generator.kind) has no coefficients of sines"
    )
    self.generator = generator
    let shape = generator.shape
    let isRough = generator.kind == .rough
    elastic = ElasticField(
      shape: shape, cutoff: isRough ? shape.dimensions.min()! - 2 : generator.cutoff)
    let power = isRough ? generator.exponent + Double(shape.rank) / 2 : 1
    let sizes = elastic.modes.map { pow(ElasticField.length($0), -power) }
    metric = (0..<shape.rank).flatMap { _ in sizes }
  }

  public var kind: DeformationKind { generator.kind }
  public var shape: Shape { elastic.shape }
  public var coefficientCount: Int { elastic.coefficientCount }

  public func displacement(_ coefficients: [Double]) -> Signal<Double> {
    elastic.displacement(coefficients: coefficients)
  }

  public func field(_ coefficients: [Double]) -> DisplacementField {
    elastic.field(coefficients: coefficients)
  }

  public func supNorms(_ coefficients: [Double]) -> (displacement: Double, gradient: Double) {
    elastic.supNorms(coefficients: coefficients)
  }

  public func pushforward(at _: [Double], along direction: [Double]) -> Signal<Double> {
    elastic.displacement(coefficients: direction)
  }

  public func pullback(at _: [Double], of gradient: Signal<Double>) -> [Double] {
    elastic.adjoint(displacementGradient: gradient)
  }

  public func scaled(_ coefficients: [Double], by factor: Double) -> [Double] {
    coefficients.map { factor * $0 }
  }

  public func random(using generator: inout SeededGenerator) -> [Double] {
    (self.generator.deformation(using: &generator) as! ElasticDeformation).coefficients
  }
}
