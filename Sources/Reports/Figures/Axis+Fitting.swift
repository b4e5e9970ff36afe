import Foundation

extension Axis {
  /// An axis that holds all the values and ends at round numbers. Values that have no place on it are passed
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
