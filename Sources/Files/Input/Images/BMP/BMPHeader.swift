/// What the header of a BMP says.
struct BMPHeader {
  /// The pixels that are delivered: RGB, and alpha where masks name it.
  let image: ImageHeader
  /// Where the pixels begin.
  let offset: Int
  /// The bits of a pixel: 1, 4, 8, 16, 24 or 32.
  private let bits: Int
  private let isTopDown: Bool
  /// The colours of up to 8 bits.
  private let colors: ColorTable?
  /// Where the channels of 16 and 32 bits are.
  let masks: BMPMasks?

  /// The bytes of the row that are pixels, and of the whole, a multiple of four.
  private var usedRowSize: Int { (image.width * bits + 7) / 8 }
  private var rowSize: Int { (image.width * bits + 31) / 32 * 4 }

  /// The bytes that a row has more than its pixels take.
  var padding: Int { rowSize - usedRowSize }
  var rasterSize: Int { rowSize * image.height }
  /// The bytes of delivered pixels for each stored one, at the most.
  var expansion: Int { (8 * image.channels + bits - 1) / bits }

  /// - Throws: `.badData` if the header is damaged, or of a kind that is not read.
  init(_ file: borrowing MappedFile) throws(FileError) {
    let fields = try BMPFields(file)
    bits = fields.bits
    isTopDown = fields.height < 0
    masks = bits == 16 || bits == 32 ? try BMPMasks(fields, file) : nil
    colors = bits <= 8 ? fields.colors(file.bytes) : nil
    offset = fields.offset(beyondColors: bits <= 8)
    image = ImageHeader(
      width: fields.width, height: abs(fields.height), channels: masks?.alpha ?? 0 == 0 ? 3 : 4,
      type: .uint8, fullScale: 255, isColor: true)
  }

  /// Whether a file begins like a BMP of a known kind.
  static func begins(_ bytes: UnsafeRawBufferPointer) -> Bool { BMPFields.size(bytes) != nil }

  /// The most bytes of `canonical`.
  static let canonicalSize = 14 + 40 + 4 * ColorTable.count

  /// The header of a file of the same pixels, in the one form that stb_image reads whatever the picture: with all 256 colours of
  /// a palette, and with all masks.
  var canonical: [UInt8] {
    let size = masks == nil ? 40 : 108
    let offset = 14 + size + (colors == nil ? 0 : 4 * ColorTable.count)
    var bytes = Array("BM".utf8) + [UInt8](repeating: 0, count: 8) + UInt32(offset).littleEndianBytes
    bytes += UInt32(size).littleEndianBytes + Int32(image.width).littleEndianBytes
    bytes += Int32(isTopDown ? -image.height : image.height).littleEndianBytes
    bytes += [1, 0, UInt8(bits), 0, masks == nil ? 0 : UInt8(BMPFields.maskCompression), 0, 0, 0]
    bytes += [UInt8](repeating: 0, count: 20)
    for mask in masks?.all ?? [] { bytes += mask.littleEndianBytes }
    bytes += [UInt8](repeating: 0, count: 14 + size - bytes.count)
    for color in 0..<(colors == nil ? 0 : ColorTable.count) {
      bytes += (colors?.bytes[(3 * color)..<(3 * color + 3)].reversed() ?? []) + [0]
    }
    return bytes
  }
}

/// Where the channels of a pixel of 16 or 32 bits are.
struct BMPMasks {
  let red, green, blue, alpha: UInt32

  var all: [UInt32] { [red, green, blue, alpha] }

  /// - Throws: `.badData` for masks of more than eight bits, with gaps or beyond the pixel, or none.
  fileprivate init(_ fields: BMPFields, _ file: borrowing MappedFile) throws(FileError) {
    if fields.compression == BMPFields.maskCompression {
      let masks = fields.masks(file.bytes)
      (red, green, blue, alpha) = (masks[0], masks[1], masks[2], masks[3])
    } else if fields.bits == 16 {
      (red, green, blue, alpha) = (0x7C00, 0x3E0, 0x1F, 0)
    } else {
      (red, green, blue, alpha) = (0xFF_0000, 0xFF00, 0xFF, 0)
    }
    guard [red, green, blue].allSatisfy({ $0 != 0 }), all.allSatisfy(Self.isRun),
      all.allSatisfy({ $0 >> fields.bits == 0 })
    else {
      let digits = all.map { String($0, radix: 16) }.joined(separator: ", ")
      throw FileError(
        .badData, file.path, found: "a BMP of the masks \(digits)", expected: "up to 8 bits a channel")
    }
  }

  /// Whether the bits of a mask, at most eight, are neighbours.
  private static func isRun(_ mask: UInt32) -> Bool {
    let bits = mask == 0 ? 0 : mask >> UInt32(mask.trailingZeroBitCount)
    return bits <= 0xFF && bits & (bits + 1) == 0
  }

  /// Scales channels of fewer than 8 bits as Pillow does, which rounds down; stb_image repeats their bits.
  func scale(_ pixels: UnsafeMutableRawBufferPointer, channels: Int) {
    for (channel, mask) in all.prefix(channels).enumerated() where (1..<8).contains(mask.nonzeroBitCount) {
      let bits = mask.nonzeroBitCount
      let scaled = (0...255).map { UInt8(($0 >> (8 - bits)) * 255 / (1 << bits - 1)) }
      scaled.withUnsafeBufferPointer { scaled in
        for index in stride(from: channel, to: pixels.count, by: channels) {
          pixels[index] = scaled[Int(pixels[index])]
        }
      }
    }
  }
}

/// The numbers at the start of a BMP.
private struct BMPFields {
  /// The bytes of the header behind the first 14, by which its kinds are told apart: OS/2's two, and Windows' of versions 1 to 5.
  private let size: Int
  let width, height, bits, compression: Int
  private let storedOffset, colorCount: Int

  static let maskCompression = 3
  private static let sizes = [12, 40, 52, 56, 64, 108, 124]

  /// The size of the header of a file that begins like a BMP; nil for one that does not, or a header of unknown kind.
  static func size(_ bytes: UnsafeRawBufferPointer) -> Int? {
    guard bytes.count >= 18, bytes.starts(with: "BM".utf8) else { return nil }
    let size = Int(bytes.littleEndian(at: 14, as: UInt32.self))
    return sizes.contains(size) ? size : nil
  }

  /// - Throws: `.badData` if the header breaks off, or for pixels of a kind that is not read.
  init(_ file: borrowing MappedFile) throws(FileError) {
    let bytes = file.bytes
    guard let size = Self.size(bytes), bytes.count >= 14 + size,
      bytes.littleEndian(at: 10, as: UInt32.self) >= 14 + size
    else {
      throw FileError(.badData, file.path, found: "a damaged BMP header", expected: "a BMP image")
    }
    self.size = size
    storedOffset = Int(bytes.littleEndian(at: 10, as: UInt32.self))
    if size == 12 {
      width = Int(bytes.littleEndian(at: 18, as: UInt16.self))
      height = Int(bytes.littleEndian(at: 20, as: UInt16.self))
      bits = Int(bytes.littleEndian(at: 24, as: UInt16.self))
      (compression, colorCount) = (0, 0)
    } else {
      width = Int(bytes.littleEndian(at: 18, as: Int32.self))
      height = Int(bytes.littleEndian(at: 22, as: Int32.self))
      bits = Int(bytes.littleEndian(at: 28, as: UInt16.self))
      compression = Int(bytes.littleEndian(at: 30, as: UInt32.self))
      colorCount = Int(bytes.littleEndian(at: 46, as: UInt32.self))
    }
    try check(file.path)
  }

  private func check(_ path: String) throws(FileError) {
    let isOS2 = size == 64
    let kind: String? =
      switch compression {
      case 0: nil
      case 1, 2: "RLE-compressed"
      case Self.maskCompression where !isOS2: bits == 16 || bits == 32 ? nil : "masked \(bits)-bit"
      case Self.maskCompression: "Huffman-compressed"
      case 4 where isOS2: "RLE-compressed"
      case 4: "JPEG-compressed"
      case 5: "PNG-compressed"
      default: "compressed (number \(compression))"
      }
    guard kind == nil, [1, 4, 8, 16, 24, 32].contains(bits) else {
      throw FileError(
        .badData, path, found: kind.map { "BMP pixels that are \($0)" } ?? "a BMP of \(bits)-bit pixels",
        expected: "pixels of 1, 4, 8, 16, 24 or 32 bits that are not compressed")
    }
  }

  /// Where the colours begin, and the bytes of each.
  private var palette: (start: Int, step: Int) { (14 + size, size == 12 ? 3 : 4) }

  private var statedColorCount: Int { min(colorCount == 0 ? 1 << bits : colorCount, ColorTable.count) }

  /// The colours of up to 8 bits, as far as they stand before the pixels.
  func colors(_ bytes: UnsafeRawBufferPointer) -> ColorTable {
    let (start, step) = palette
    let end = min(offset(beyondColors: true), bytes.count)
    return ColorTable(
      (0..<statedColorCount).map { start + $0 * step }.prefix { $0 + step <= end }
        .map { (bytes[$0 + 2], bytes[$0 + 1], bytes[$0]) })
  }

  /// Where the pixels begin: behind the colours even if the file names the end of the header, as some do.
  func offset(beyondColors hasColors: Bool) -> Int {
    let (start, step) = palette
    return storedOffset == start && hasColors ? start + statedColorCount * step : storedOffset
  }

  /// Red, green, blue and alpha; alpha only in headers that have room for it, the others even behind those that have not.
  func masks(_ bytes: UnsafeRawBufferPointer) -> [UInt32] {
    (0..<4).map { index in
      let offset = 54 + 4 * index
      let isStored = offset + 4 <= bytes.count && (index < 3 || size >= 56)
      return isStored ? bytes.littleEndian(at: offset) : 0
    }
  }
}
