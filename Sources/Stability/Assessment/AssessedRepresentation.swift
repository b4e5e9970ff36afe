import Representations

/// A representation beside scattering and the raw pixels in an assessment.
public enum AssessedRepresentation: Sendable {
  /// Measured under random deformations.
  case measured(any Representation)
  /// Measured, and its worst cases searched through its own derivative.
  case searched(any DifferentiableRepresentation)

  public var representation: any Representation {
    switch self {
    case .measured(let representation): representation
    case .searched(let representation): representation
    }
  }

  /// The representation where it is searched.
  var searched: (any DifferentiableRepresentation)? {
    if case .searched(let representation) = self { representation } else { nil }
  }
}
