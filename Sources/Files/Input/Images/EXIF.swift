/// The one thing that EXIF data say about pixels.
enum EXIF {
  /// The orientation that EXIF data, which begin like a TIFF file, state in their first directory; upright if
  /// they state none or are damaged.
  static func orientation(_ data: UnsafeRawBufferPointer) -> Orientation {
    guard data.count >= 8, data[0] == data[1], data[0] == UInt8(ascii: "I") || data[0] == UInt8(ascii: "M")
    else { return .topLeft }
    let isBig = data[0] == UInt8(ascii: "M")
    func number(at offset: Int, bytes: Int) -> Int? {
      guard offset >= 0, offset + bytes <= data.count else { return nil }
      let digits = data[offset..<(offset + bytes)]
      return isBig
        ? digits.reduce(0) { $0 << 8 | Int($1) } : digits.reversed().reduce(0) { $0 << 8 | Int($1) }
    }
    guard let directory = number(at: 4, bytes: 4), let count = number(at: directory, bytes: 2) else {
      return .topLeft
    }
    for entry in 0..<count {
      let offset = directory + 2 + 12 * entry
      guard let tag = number(at: offset, bytes: 2) else { return .topLeft }
      guard tag == orientationTag else { continue }
      return number(at: offset + 8, bytes: 2).flatMap(Orientation.init) ?? .topLeft
    }
    return .topLeft
  }

  private static let orientationTag = 0x0112
}
