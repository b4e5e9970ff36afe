/// The 16-bit colours of an 8-bit palette.
struct TIFFPalette {
  /// 256 numbers each.
  let red, green, blue: [UInt16]

  /// The bytes of a colour.
  static let pixelSize = 6

  /// Replaces `count` bytes at the start of `pixels` by the colours for which they stand.
  func lookUp(_ pixels: UnsafeMutableRawBufferPointer, count: Int) {
    for index in (0..<count).reversed() {
      let color = Int(pixels[index])
      for (channel, table) in [red, green, blue].enumerated() {
        pixels.storeBytes(
          of: table[color], toByteOffset: Self.pixelSize * index + 2 * channel, as: UInt16.self)
      }
    }
  }
}
