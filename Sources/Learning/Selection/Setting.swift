import Foundation

/// What settings of all learners have in common.
enum Setting {
  /// 10^(count / 2), to two digits: 1, 3.2, 10.
  static func halfDecade(_ count: Int) -> Double {
    Double(String(format: "%.1e", pow(10, Double(count) / 2)))!
  }

  /// - Throws: `LearningError.outOfRange` unless there is a value, and each is positive and finite.
  static func check(_ name: String, _ values: [Double]) throws(LearningError) -> [Double] {
    guard !values.isEmpty else { throw .outOfRange(name, found: "no value", expected: "one at least") }
    for value in values where !(value > 0 && value.isFinite) {
      throw .outOfRange(name, found: "\(value)", expected: "above 0")
    }
    return values
  }

  /// A setting without digits that say nothing.
  static func words(_ value: Double) -> String { String(format: "%g", value) }
}
