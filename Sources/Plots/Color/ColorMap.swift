/// A colour map: gives every value in 0...1 a colour, linearly between evenly spaced stops.
public struct ColorMap: Equatable, Sendable {
  /// The colours of the map, at least two, the first for 0 and the last for 1.
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

extension ColorMap {
  /// The map for magnitudes: dark violet over green to yellow, of evenly rising lightness (after matplotlib's
  /// viridis).
  public static let sequential = ColorMap(
    stops: [
      0x440154, 0x482475, 0x414487, 0x355F8D, 0x2A788E, 0x21918C, 0x22A884, 0x44BF70, 0x7AD151, 0xBDDF26,
      0xFDE725,
    ].map { Color($0) })

  /// The map for signed values: blue below 0, red above it. Zero is transparent, so that it takes the colour of the
  /// paper, light or dark; both ends have the same lightness.
  public static let diverging: ColorMap = {
    let below = Color(0x2B7BD9)
    let above = Color(0xE0453A)
    let alphas: [UInt8] = [255, 170, 85]
    let zero = below.mixed(with: above, fraction: 0.5).withAlpha(0)
    return ColorMap(
      stops: alphas.map { below.withAlpha($0) } + [zero] + alphas.reversed().map { above.withAlpha($0) })
  }()

  /// The map for images: black to white.
  public static let grays = ColorMap(stops: [Color(0x000000), Color(0xFFFFFF)])
}
