/// Thrown where labelled samples cannot be divided as asked.
public enum SplitError: Error, Equatable, Sendable {
  /// More samples than there are, or none.
  case count(Int, available: Int)
  /// Fewer samples than there are classes.
  case fewerThanClasses(Int, classes: Int)
  /// A class, by its number, of which too few samples are there to learn from some and hold out others.
  case smallClass(Int, found: Int, expected: Int)
  /// A share that leaves nothing on one side.
  case share(Double)
  /// Fewer than two folds.
  case folds(Int)
}

extension SplitError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .count(let count, let available):
      "labels to learn from: found \(count), expected 1 to \(available), as many as there are"
    case .fewerThanClasses(let count, let classes):
      "labels to learn from: found \(count), expected at least \(classes), one a class"
    case .smallClass(let label, let found, let expected):
      "class \(label): found \(found) \(found == 1 ? "sample" : "samples"), expected at least \(expected)"
    case .share(let share): "share held out: found \(share), expected above 0 and below 1"
    case .folds(let count): "folds: found \(count), expected at least 2"
    }
  }
}
