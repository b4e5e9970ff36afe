/// The 16-bit colours of a palette.
struct TIFFPalette {
  /// The colours' channels, as many numbers each as samples may have values.
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
