/// Gives every value in 0...1 a colour, straight between evenly spaced stops.
public struct ColorMap: Equatable, Sendable {
  /// At least two colours, the first for 0 and the last for 1.
  public let stops: [Color]

  public init(stops: [Color]) {
    precondition(stops.count >= 2, "\(stops.count) stops; a colour map needs at least 2")
    self.stops = stops
  }

  /// The colour of `fraction`; what lies outside 0...1 takes the nearest end, and not-a-number is
  /// transparent.
  public func color(at fraction: Double) -> Color {
    guard !fraction.isNaN else { return Color(red: 0, green: 0, blue: 0, alpha: 0) }
    let position = min(max(fraction, 0), 1) * Double(stops.count - 1)
    let index = min(Int(position), stops.count - 2)
    return stops[index].mixed(with: stops[index + 1], fraction: position - Double(index))
  }

  /// The colour of a value of a domain.
  public func color(of value: Double, in domain: ClosedRange<Double>) -> Color {
    let width = domain.upperBound - domain.lowerBound
    return color(at: width > 0 ? (value - domain.lowerBound) / width : 0.5)
  }
}
