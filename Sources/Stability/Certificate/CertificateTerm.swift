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
