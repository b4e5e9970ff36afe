import Comparison
import Numerical
import Plots
import Stability

/// The text of a marker's tooltip: a heading, and lines of a name, a colon and a value.
struct Note {
  private(set) var text: String

  init(_ heading: String, _ facts: [(name: String, value: String)]) {
    text = ([Self.line(heading)] + facts.map { "\($0.name): \($0.value)" }).joined(separator: "\n")
  }

  private static func line(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).joined(separator: " ")
  }

  static func interval(_ interval: Interval) -> String {
    let ends = [interval.median, interval.low, interval.high].map { $0.text(significant: 4) }
    return "\(ends[0]) [\(ends[1]), \(ends[2])]"
  }
}

extension MeanInterval {
  /// Whether there is an interval around a mean.
  var isInterval: Bool { low.isFinite && high.isFinite && low != high }

  /// The interval of the opposite difference.
  var negated: MeanInterval { MeanInterval(mean: -mean, low: -high, high: -low, count: count) }

  /// The ends in order; the mean itself where there is no interval.
  var range: ClosedRange<Double> {
    guard isInterval else { return mean.isFinite ? mean...mean : 0...0 }
    return min(low, high)...max(low, high)
  }
}

extension Interval {
  /// The ends in order; zero where they are not finite.
  var range: ClosedRange<Double> {
    guard low.isFinite, high.isFinite else { return 0...0 }
    return min(low, high)...max(low, high)
  }
}

extension ClosedRange<Double> {
  func scaled(_ factor: Double) -> ClosedRange<Double> { lowerBound * factor...upperBound * factor }
}

extension Double {
  /// A share as a percentage to so many decimals.
  func percentText(_ decimals: Int = 2) -> String { "\((self * 100).text(decimals: decimals)) %" }
}
