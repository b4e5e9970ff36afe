import Arrays
import Numerical
import RealModule

/// One field of an elastic family: its map and its coefficients.
public struct ElasticDeformation: Deformation {
  public let elastic: ElasticField
  /// The coefficients C in pixels, `[component, mode]`.
  public let coefficients: [Double]

  public init(_ elastic: ElasticField, coefficients: [Double]) {
    (self.elastic, self.coefficients) = (elastic, coefficients)
  }

  public var shape: Shape { elastic.shape }

  public func displacement(at point: [Double]) -> [Double] {
    elastic.displacement(coefficients: coefficients, at: point)
  }

  public func field() -> DisplacementField { elastic.field(coefficients: coefficients) }

  public func scaled(by factor: Double) -> ElasticDeformation {
    ElasticDeformation(elastic, coefficients: coefficients.map { factor * $0 })
  }
}

extension ElasticField {
  /// The maximum-entropy coefficients of Petrini et al. (2021) at temperature 1 and n = 1: C ~ N(0, 1) / |m|.
  public func maximumEntropyCoefficients(using generator: inout SeededGenerator) -> [Double] {
    coefficients(using: &generator) { 1 / $0 }
  }

  /// The maximum-entropy coefficients at the temperature of a nominal displacement: with `delta = (n / 2) sqrt(pi T ln c)`, which is about the root
  /// mean square of |tau| in pixels, coefficients are n sqrt(T) N(0, 1) / |m|.
  ///
  /// No diffeomorphism is promised: at c = 15, delta = 1 and n = 32 more than half of the fields fold.
  /// - Precondition: images, and a cut-off of at least 2.
  public func maximumEntropyCoefficients(delta: Double, using generator: inout SeededGenerator) -> [Double] {
    precondition(shape.rank == 2 && cutoff >= 2, "delta is defined for images and cut-offs from 2")
    // n sqrt(T) = 2 delta / sqrt(pi ln c), whatever n.
    let scale = 2 * delta / (.pi * .log(Double(cutoff))).squareRoot()
    return maximumEntropyCoefficients(using: &generator).map { scale * $0 }
  }

  /// Coefficients N(0, 1) |m|^-(a + d/2) of a Gaussian field of rank d whose paths are Hoelder-continuous of every
  /// exponent below a and none above, up to the cut-off of the grid.
  public func holderCoefficients(exponent: Double, using generator: inout SeededGenerator) -> [Double] {
    let power = exponent + Double(shape.rank) / 2
    return coefficients(using: &generator) { .pow($0, -power) }
  }

  private func coefficients(using generator: inout SeededGenerator, deviation: (Double) -> Double) -> [Double]
  {
    (0..<shape.rank).flatMap { _ in modes.map { generator.nextNormal() * deviation(Self.length($0)) } }
  }
}
