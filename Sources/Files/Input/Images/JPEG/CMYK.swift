/// Four inks turned to three colours without a colour profile.
enum CMYK {
  /// Converts pixels as Pillow does, to the bit: what JPEG stores is taken for inverted, as Adobe has it, whatever markers say, and
  /// each colour is black less its ink's share of black.
  ///
  /// - Parameters:
  ///   - stored: Four bytes a pixel, of which 255 stands for no ink.
  ///   - pixels: Three bytes a pixel: red, green, blue.
  static func convert(_ stored: UnsafeRawBufferPointer, into pixels: UnsafeMutableRawBufferPointer) {
    for pixel in 0..<(stored.count / 4) {
      let light = Int(stored[4 * pixel + 3])
      for color in 0..<3 {
        let ink = 255 - Int(stored[4 * pixel + color])
        pixels[3 * pixel + color] = UInt8(light - share(ink, of: light))
      }
    }
  }

  /// `ink * light / 255`, rounded to the nearest.
  private static func share(_ ink: Int, of light: Int) -> Int {
    let product = ink * light + 128
    return (product >> 8 + product) >> 8
  }
}
