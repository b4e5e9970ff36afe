extension ColorMap {
  /// For magnitudes: dark violet over green to yellow, of evenly rising lightness (after matplotlib's
  /// viridis).
  public static let sequential = ColorMap(
    stops: [
      0x440154, 0x482475, 0x414487, 0x355F8D, 0x2A788E, 0x21918C, 0x22A884, 0x44BF70, 0x7AD151, 0xBDDF26,
      0xFDE725,
    ].map { Color($0) })

  /// For signed values: blue below 0, red above it. Zero is transparent, so that it takes the colour of the
  /// paper, light or dark; both ends have the same lightness.
  public static let diverging: ColorMap = {
    let below = Color(0x2B7BD9)
    let above = Color(0xE0453A)
    let alphas: [UInt8] = [255, 170, 85]
    let zero = below.mixed(with: above, fraction: 0.5).withAlpha(0)
    return ColorMap(
      stops: alphas.map { below.withAlpha($0) } + [zero] + alphas.reversed().map { above.withAlpha($0) })
  }()

  /// For images: black to white.
  public static let grays = ColorMap(stops: [Color(0x000000), Color(0xFFFFFF)])
}
