import Foundation

/// The round values at which an axis is marked.
public struct Ticks: Equatable, Sendable {
  public let values: [Double]
  /// The label of every value.
  public let labels: [String]

  /// Creates the ticks of an axis.
  ///
  /// - Parameter count: The most marks there may be on a linear axis, at least 2.
  public init(for axis: Axis, atMost count: Int = 6) {
    switch axis.scale {
    case _ where axis.tickValues != nil: self.init(named: axis.tickValues ?? [], axis.tickLabels)
    case .linear:
      let span = axis.domain.upperBound - axis.domain.lowerBound
      self.init(linear: axis.domain, step: axis.tickStep ?? Self.roundStep(over: span, atMost: count))
    case .logarithmic: self.init(logarithmic: axis.domain)
    }
  }

  /// The values as they are, without trailing zeros, unless they have labels.
  private init(named values: [Double], _ labels: [String]?) {
    self.values = values
    self.labels = labels ?? values.map { $0.shortText }
  }

  private init(linear domain: ClosedRange<Double>, step: Double) {
    let slack = 1e-9
    let first = Int((domain.lowerBound / step - slack).rounded(.up))
    let last = Int((domain.upperBound / step + slack).rounded(.down))
    let decimals = (0...5).first { Self.isWhole(step * pow(10, Double($0))) }
    values = first <= last ? (first...last).map { Double($0) * step } : []
    labels = values.map { value in decimals.map(value.text(decimals:)) ?? value.text(significant: 3) }
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

  private static func isWhole(_ value: Double) -> Bool { abs(value - value.rounded()) < 1e-9 * value }

  /// The least of 1, 2, 5 times a power of ten that sets at most `count` marks, wherever the span begins at
  /// one.
  public static func roundStep(over span: Double, atMost count: Int) -> Double {
    guard span > 0, span.isFinite else { return 1 }
    return roundAbove(span / Double(count) * (1 + 1e-6))
  }

  /// The least of 1, 2, 5 times a power of ten that is not below a positive value, but for rounding.
  static func roundAbove(_ value: Double) -> Double {
    let power = pow(10, floor(log10(value)))
    return ([1, 2, 5].first { $0 * power >= value * (1 - 1e-9) } ?? 10) * power
  }

  /// The greatest of 1, 2, 5 times a power of ten that is below a positive value.
  static func roundBelow(_ value: Double) -> Double {
    let power = pow(10, floor(log10(value)))
    return ([5, 2, 1].first { $0 * power < value * (1 - 1e-9) } ?? 0.5) * power
  }
}
