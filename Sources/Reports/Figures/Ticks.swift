import Foundation

/// The round values at which an axis is marked.
public struct Ticks: Equatable, Sendable {
  public let values: [Double]
  /// One for every value.
  public let labels: [String]

  /// - Parameter count: the most marks there may be on a linear axis, at least 2.
  public init(for axis: Axis, atMost count: Int = 6) {
    switch axis.scale {
    case .linear: self.init(linear: axis.domain, atMost: count)
    case .logarithmic: self.init(logarithmic: axis.domain)
    }
  }

  private init(linear domain: ClosedRange<Double>, atMost count: Int) {
    let step = Self.roundStep(over: domain.upperBound - domain.lowerBound, atMost: count)
    let slack = 1e-9
    let first = Int((domain.lowerBound / step - slack).rounded(.up))
    let last = Int((domain.upperBound / step + slack).rounded(.down))
    let decimals = max(0, Int(-floor(log10(step) + slack)))
    values = first <= last ? (first...last).map { Double($0) * step } : []
    labels = values.map { decimals > 5 ? $0.text(significant: 3) : $0.text(decimals: decimals) }
  }

  /// Powers of ten, with 2 and 5 times them where there are few.
  private init(logarithmic domain: ClosedRange<Double>) {
    let slack = 1e-9
    let decades = Int(floor(log10(domain.lowerBound) + slack))...Int(ceil(log10(domain.upperBound) - slack))
    let multiples: [Double] = decades.count <= 3 ? [1, 2, 5] : [1]
    let stride = max(1, decades.count / 6)
    let range = domain.lowerBound * (1 - slack)...domain.upperBound * (1 + slack)
    values = decades.filter { $0 % stride == 0 }
      .flatMap { power in multiples.map { $0 * pow(10, Double(power)) } }
      .filter(range.contains)
    labels = values.map { $0 >= 0.001 && $0 < 10000 ? Self.short($0) : Self.power($0) }
  }

  private static func short(_ value: Double) -> String {
    value.text(decimals: max(0, Int(-floor(log10(value) + 1e-9))))
  }

  private static func power(_ value: Double) -> String {
    let exponent = Int(floor(log10(value) + 1e-9))
    let factor = Int((value / pow(10, Double(exponent))).rounded())
    return (factor == 1 ? "" : "\(factor)×") + "10\(exponent.superscript)"
  }

  /// The least of 1, 2, 5 times a power of ten that divides a span by at most `count` marks.
  static func roundStep(over span: Double, atMost count: Int) -> Double {
    guard span > 0, span.isFinite else { return 1 }
    let least = span / Double(max(count - 1, 1))
    let power = pow(10, floor(log10(least)))
    let factor = [1.0, 2, 5].first { $0 * power >= least * (1 - 1e-9) } ?? 10
    return factor * power
  }
}
