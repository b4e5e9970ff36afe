import Representations

/// A representation that an assessment compares with scattering and the raw pixels.
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
