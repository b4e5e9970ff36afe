import Arrays

/// Why a comparison cannot be made, or gave nothing that can be used.
public enum ComparisonError: Error, RangeError, Equatable, Sendable {
  /// Fewer of something than are needed.
  case tooFew(String, found: Int, expected: Int)
  /// A setting that no comparison has.
  case outOfRange(String, found: String, expected: String)
  /// A method that could not learn.
  case method(String, labelCount: Int, reason: String)
}

extension ComparisonError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .tooFew(let what, let found, let expected): Self.text(what, found, "at least \(expected)")
    case .outOfRange(let name, let found, let expected): Self.text(name, found, expected)
    case .method(let name, let count, let reason): "\(name) at \(count) labels: \(reason)"
    }
  }
}
