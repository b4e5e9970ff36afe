import Representations

/// A representation that an assessment compares with scattering and the raw pixels.
public enum AssessedRepresentation: Sendable {
  /// A representation measured under random deformations.
  case measured(any Representation)
  /// A representation that is measured, and its worst cases searched through its own derivative.
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
