/// An error with a case for values outside of their range, `case outOfRange(String, found: String, expected: String)`.
package protocol RangeError: Error {
  static func outOfRange(_ name: String, found: String, expected: String) -> Self
}

extension RangeError {
  /// What errors say of a value: its name, what was found, and what was expected.
  package static func text(_ name: String, _ found: some Any, _ expected: some Any) -> String {
    "\(name): found \(found), expected \(expected)"
  }

  /// Checks that a value lies in its range.
  ///
  /// - Throws: `.outOfRange` with the value and both ends of the range.
  package static func check<Value: Comparable>(
    _ name: String, _ value: Value, in range: ClosedRange<Value>
  ) throws(Self) {
    guard range.contains(value) else {
      throw .outOfRange(name, found: "\(value)", expected: "\(range.lowerBound) to \(range.upperBound)")
    }
  }
}
