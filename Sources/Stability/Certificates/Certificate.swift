import Scattering

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

/// A way to bound |S L_tau x - S x|; each is a theorem for the features as they are computed.
public enum CertificateTerm: String, CaseIterable, Codable, CodingKeyRepresentable, Sendable {
  /// C0: the network's constant times the distance of the padded images. Microseconds.
  case pixels
  /// C0 where of the deformation only sup|tau| is known: see `DisplacementBound`. One Fourier transform.
  case gradient
  /// C1, for constant fields only: the low-pass times e^(-ik.c) - 1, and what sampling adds to it.
  case translation
  /// C2 with each commutator taken on the image itself: how far the layers are from commuting with the deformation, and what
  /// averaging leaves of it.
  case equivariance
  /// C2 with norms of commutators, which hold for all images: kappa, t, r. Takes seconds a field, and is for networks that
  /// decimate nothing before the last average (oversampling at least J - 1).
  case commutator
}
