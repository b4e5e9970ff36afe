/// The 8-bit colours of a picture of indices, as GIF and BMP store them.
struct ColorTable {
  /// Red, green and blue for each of 256 indices.
  private(set) var bytes = [UInt8](repeating: 0, count: 3 * Self.count)

  static let count = 256

  /// Takes the first colours from a list, and others as Pillow does: black, but where each colour listed, if there is any, is the
  /// gray of its own index, all are.
  init(_ colors: [(red: UInt8, green: UInt8, blue: UInt8)]) {
    let colors = colors.prefix(Self.count)
    let isRamp = colors.enumerated().allSatisfy { index, color in
      [color.red, color.green, color.blue].allSatisfy { Int($0) == index }
    }
    for index in 0..<(isRamp ? Self.count : colors.count) {
      let gray = UInt8(index)
      let (red, green, blue) = isRamp ? (gray, gray, gray) : colors[index]
      (bytes[3 * index], bytes[3 * index + 1], bytes[3 * index + 2]) = (red, green, blue)
    }
  }

  /// Writes the colours of indices, three bytes each.
  func lookUp(_ indices: UnsafeBufferPointer<UInt8>, into pixels: UnsafeMutableRawBufferPointer) {
    bytes.withUnsafeBufferPointer { bytes in
      for (column, index) in indices.enumerated() {
        let color = 3 * Int(index)
        pixels[3 * column] = bytes[color]
        pixels[3 * column + 1] = bytes[color + 1]
        pixels[3 * column + 2] = bytes[color + 2]
      }
    }
  }
}
