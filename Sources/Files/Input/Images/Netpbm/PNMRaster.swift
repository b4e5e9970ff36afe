/// How the pixels of a PNM picture are written.
enum PNMRaster: Equatable {
  /// Decimal numbers.
  case plain
  /// Digits, with or without space between them, of which 1 is black.
  case plainBits
  /// Rows of whole bytes, the leftmost pixel in the most significant bit, of which 1 is black.
  case bits
  /// Bytes, or two for each sample, of which the more significant comes first.
  case samples
  /// Numbers of four bytes.
  case floats(isBigEndian: Bool)

  var isPlain: Bool { self == .plain || self == .plainBits }

  /// The bytes of a raster that is not plain.
  func byteCount(_ header: ImageHeader) -> Int {
    self == .bits ? (header.width + 7) / 8 * header.height : header.byteCount
  }
}

extension PNMPicture {
  /// Where the raster ends that is not plain.
  var end: Int { start + raster.byteCount(header) }

  /// Decodes a raster that is not plain; returns what is wrong with it, nil if nothing is.
  func unpack(_ bytes: UnsafeRawBufferPointer, into pixels: UnsafeMutableRawBufferPointer) -> String? {
    guard end <= bytes.count else {
      let count = header.pixelCount * header.channels
      let rest = bytes.count - start
      let present = raster == .bits ? min(8 * rest, count) : rest / header.type.byteCount
      return "\(present) samples of \(count)"
    }
    let stored = UnsafeRawBufferPointer(rebasing: bytes[start..<end])
    if raster == .bits {
      unpackBits(stored, into: pixels)
      return nil
    }
    pixels.copyMemory(from: stored)
    switch (raster, header.type) {
    case (.floats(let isBigEndian), _):
      if isBigEndian { Self.swapBytes(pixels, of: UInt32.self) }
      return nil
    case (_, .uint16):
      Self.swapBytes(pixels, of: UInt16.self)
      return excess(pixels, of: UInt16.self)
    default: return excess(pixels, of: UInt8.self)
    }
  }

  private func unpackBits(_ stored: UnsafeRawBufferPointer, into pixels: UnsafeMutableRawBufferPointer) {
    let rowSize = (header.width + 7) / 8
    for row in 0..<header.height {
      for column in 0..<header.width {
        let bit = stored[row * rowSize + column >> 3] >> (7 - column & 7) & 1
        pixels[row * header.width + column] = 1 - bit
      }
    }
  }

  /// Turns numbers whose more significant bytes come first into this machine's.
  private static func swapBytes<Number: FixedWidthInteger & BitwiseCopyable>(
    _ pixels: UnsafeMutableRawBufferPointer, of _: Number.Type
  ) {
    let numbers = pixels.assumingMemoryBound(to: Number.self)
    for index in numbers.indices { numbers[index] = Number(bigEndian: numbers[index]) }
  }

  /// The complaint of a sample above the maximum; nil if there is none.
  private func excess<Number: FixedWidthInteger>(
    _ pixels: UnsafeMutableRawBufferPointer, of _: Number.Type
  ) -> String? {
    let samples = pixels.assumingMemoryBound(to: Number.self)
    // The largest is found faster than the first that is too large.
    guard samples.reduce(0, max) > Number(header.fullScale) else { return nil }
    return samples.first { $0 > Number(header.fullScale) }.map { complaint(Int($0)) }
  }

  fileprivate func complaint(_ sample: Int) -> String {
    "a sample of \(sample) above \(Int(header.fullScale))"
  }
}

extension PNMPicture {
  /// Decodes a plain raster and what is passed over behind it; returns what is wrong with it, nil if nothing is.
  func parse(_ text: inout PNMText, into pixels: UnsafeMutableRawBufferPointer) -> String? {
    let limit = Int(header.fullScale)
    let count = header.pixelCount * header.channels
    for index in 0..<count {
      guard let sample = raster == .plainBits ? Self.bit(&text) : text.number(mayEnd: true) else {
        return "\(index) samples of \(count)"
      }
      guard sample <= limit else { return complaint(sample) }
      if header.type == .uint8 {
        pixels[index] = UInt8(sample)
      } else {
        pixels.storeBytes(of: UInt16(sample), toByteOffset: 2 * index, as: UInt16.self)
      }
    }
    return nil
  }

  /// 1 for the digit 0, and 0 for 1; nil if neither follows.
  private static func bit(_ text: inout PNMText) -> Int? {
    switch text.nextBehindSpace() {
    case UInt8(ascii: "0"): 1
    case UInt8(ascii: "1"): 0
    default: nil
    }
  }
}
