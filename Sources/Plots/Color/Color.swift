/// An sRGB colour of 8 bits a channel, alpha not premultiplied.
public struct Color: Hashable, Sendable {
  public var red: UInt8
  public var green: UInt8
  public var blue: UInt8
  public var alpha: UInt8

  public init(red: UInt8, green: UInt8, blue: UInt8, alpha: UInt8 = 255) {
    self.red = red
    self.green = green
    self.blue = blue
    self.alpha = alpha
  }

  /// The opaque colour written 0xRRGGBB.
  public init(_ hex: UInt32) {
    let channel = { (shift: UInt32) in UInt8(truncatingIfNeeded: hex >> shift) }
    self.init(red: channel(16), green: channel(8), blue: channel(0))
  }

  var bytes: [UInt8] { [red, green, blue, alpha] }

  func withAlpha(_ alpha: UInt8) -> Color {
    Color(red: red, green: green, blue: blue, alpha: alpha)
  }

  /// The colour `fraction` of the way to another, channel by channel.
  func mixed(with other: Color, fraction: Double) -> Color {
    let mix = { (from: UInt8, to: UInt8) in
      UInt8((Double(from) + (Double(to) - Double(from)) * fraction).rounded())
    }
    return Color(
      red: mix(red, other.red), green: mix(green, other.green), blue: mix(blue, other.blue),
      alpha: mix(alpha, other.alpha))
  }
}
