/// Upper bounds of the distance |S L_tau x - S x| of weighted features, for one image and one field, in the image's unit.
public struct Certificate: Hashable, Codable, Sendable {
  /// The bounds asked for, of those that hold for the field and the transform.
  public let values: [CertificateTerm: Double]

  public init(_ values: [CertificateTerm: Double]) { self.values = values }

  public subscript(term: CertificateTerm) -> Double? { values[term] }

  /// The least of the bounds; infinite where there is none.
  public var least: Double { values.values.min() ?? .infinity }

  /// The term that gives the least bound.
  public var leastTerm: CertificateTerm? {
    CertificateTerm.allCases.filter { values[$0] != nil }.min { values[$0]! < values[$1]! }
  }
}
