import Arrays

/// Why a study cannot be made, or gave nothing that can be used.
public enum TheoryError: Error, RangeError, Equatable, Sendable {
  /// Fewer of something than are needed.
  case tooFew(String, found: Int, expected: Int)
  /// A setting that no study has.
  case outOfRange(String, found: String, expected: String)
  /// A representation for another shape than the images'.
  case mismatchedShape(String, found: Shape, expected: Shape)
  /// Scores that are not one a class.
  case mismatchedClasses(String, found: Int, expected: Int)
  /// A layer whose vectors are all zero, so that nothing can be said of its angles.
  case vanishingLayer(network: String, layer: String)
  /// A derivative with something else than a number in it.
  case nonFiniteDerivative(String)
}

extension TheoryError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .tooFew(let what, let found, let expected): Self.text(what, found, "at least \(expected)")
    case .outOfRange(let name, let found, let expected): Self.text(name, found, expected)
    case .mismatchedShape(let name, let found, let expected):
      "\(name): found signals of \(found), expected \(expected)"
    case .mismatchedClasses(let name, let found, let expected):
      "\(name): found \(found) scores, expected one for each of \(expected) classes"
    case .vanishingLayer(let network, let layer):
      "\(network), \(layer): found nothing but zeros, expected vectors with angles"
    case .nonFiniteDerivative(let name): "\(name): found a derivative that is not finite"
    }
  }
}
