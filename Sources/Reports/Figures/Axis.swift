import Foundation

/// What one direction of a plot measures.
public struct Axis: Equatable, Sendable {
  public enum Scale: Equatable, Sendable {
    case linear
    /// Equal distances for equal ratios; the domain is positive.
    case logarithmic
  }

  /// What is measured, with its unit.
  public var label: String
  public var domain: ClosedRange<Double>
  public var scale: Scale
  /// Whether values grow leftwards or downwards.
  public var isReversed: Bool
  /// The distance of the ticks of a linear axis; a round one that suits the domain if nil.
  public var tickStep: Double?
  /// The values to mark, instead of round ones.
  public var tickValues: [Double]?

  public init(
    _ label: String, domain: ClosedRange<Double>, scale: Scale = .linear, isReversed: Bool = false,
    tickStep: Double? = nil, tickValues: [Double]? = nil
  ) {
    precondition(
      scale == .linear || domain.lowerBound > 0,
      "a logarithmic axis from \(domain.lowerBound); it must start above 0")
    self.label = label
    self.domain = domain
    self.scale = scale
    self.isReversed = isReversed
    self.tickStep = tickStep
    self.tickValues = tickValues
  }

  /// Where a value stands: 0 at one end of the axis (left or bottom), 1 at the other; nil if it has no place
  /// on it.
  public func fraction(of value: Double) -> Double? {
    guard value.isFinite, scale == .linear || value > 0 else { return nil }
    let (start, end) = (measure(domain.lowerBound), measure(domain.upperBound))
    let fraction = end > start ? (measure(value) - start) / (end - start) : 0.5
    return isReversed ? 1 - fraction : fraction
  }

  private func measure(_ value: Double) -> Double { scale == .linear ? value : log10(value) }
}
