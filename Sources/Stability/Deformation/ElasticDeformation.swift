import Scattering

/// One field of an elastic family: its map and its coefficients.
public struct ElasticDeformation: Deformation {
  public let elastic: ElasticField
  /// `[component, mode]`, pixels.
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
