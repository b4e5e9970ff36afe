import Foundation

/// An axis of a plot: what it measures, its domain, its scale and its ticks.
public struct Axis: Equatable, Sendable {
  public enum Scale: Equatable, Sendable {
    case linear
    /// Equal distances for equal ratios; the domain is positive.
    case logarithmic
  }

  /// The quantity measured, with its unit.
  public var label: String
  public var domain: ClosedRange<Double>
  public var scale: Scale
  /// Whether values grow leftwards or downwards.
  public var isReversed: Bool
  /// The distance of the ticks of a linear axis; a round one that suits the domain if nil.
  public var tickStep: Double?
  /// The values to mark, instead of round ones.
  public var tickValues: [Double]?
  /// What to write at these values; the values themselves if nil.
  public var tickLabels: [String]?

  public init(
    _ label: String, domain: ClosedRange<Double>, scale: Scale = .linear, isReversed: Bool = false,
    tickStep: Double? = nil, tickValues: [Double]? = nil, tickLabels: [String]? = nil
  ) {
    precondition(
      tickLabels == nil || tickLabels?.count == tickValues?.count, "every label of a tick needs a value")
    precondition(
      scale == .linear || domain.lowerBound > 0,
      "a logarithmic axis from \(domain.lowerBound); it must start above 0")
    self.label = label
    self.domain = domain
    self.scale = scale
    self.isReversed = isReversed
    self.tickStep = tickStep
    (self.tickValues, self.tickLabels) = (tickValues, tickLabels)
  }

  /// The position of a value along the axis: 0 at one end (left or bottom), 1 at the other; nil if a logarithmic
  /// axis has none for it.
  public func fraction(of value: Double) -> Double? {
    guard value.isFinite, scale == .linear || value > 0 else { return nil }
    let (start, end) = (measure(domain.lowerBound), measure(domain.upperBound))
    let fraction = end > start ? (measure(value) - start) / (end - start) : 0.5
    return isReversed ? 1 - fraction : fraction
  }

  private func measure(_ value: Double) -> Double { scale == .linear ? value : log10(value) }
}

extension Axis {
  /// An axis that holds all the values and ends at round numbers. Values without a position on it are passed
  /// over.
  public static func fitting(
    _ values: some Sequence<Double>, label: String, scale: Scale = .linear, includingZero: Bool = false
  ) -> Axis {
    let usable = values.filter { $0.isFinite && (scale == .linear || $0 > 0) }
    let all = includingZero && scale == .linear ? usable + [0] : usable
    guard let least = all.min(), let most = all.max() else {
      return Axis(label, domain: 0.1...1, scale: scale)
    }
    return Axis(label, domain: roundedDomain(least, most, scale), scale: scale)
  }

  private static func roundedDomain(_ least: Double, _ most: Double, _ scale: Scale) -> ClosedRange<Double> {
    guard scale == .linear else { return Ticks.roundBelow(least)...Ticks.roundAbove(most) }
    let margin = most > least ? 0 : max(abs(most), 1) / 2
    let step = Ticks.roundStep(over: most - least + 2 * margin, atMost: 6)
    return ((least - margin) / step).rounded(.down) * step...((most + margin) / step).rounded(.up) * step
  }
}
