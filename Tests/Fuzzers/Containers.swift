import Files

/// What surrounds the bytes that a parser is to read: magic numbers, lengths and checksums, which libFuzzer would not guess.
extension Fuzzer {
  /// A NumPy array, whatever its first bytes are.
  func numpy(_ bytes: [UInt8]) -> [UInt8] { [0x93] + Array("NUMPY".utf8) + bytes.dropFirst(6) }

  /// Two parts, of which the first two bytes count the first.
  func halves(_ bytes: [UInt8]) -> (first: [UInt8], second: [UInt8]) {
    let count = bytes.prefix(2).reversed().reduce(0) { $0 << 8 | Int($1) }
    let rest = bytes.dropFirst(2)
    return (Array(rest.prefix(count)), Array(rest.dropFirst(count)))
  }

  /// The head of a JPEG of 8 x 8 gray pixels whose EXIF data these are.
  func jpeg(exif: [UInt8]) -> [UInt8] {
    let data = Array("Exif\0\0".utf8) + exif.prefix(65_000)
    let size = data.count + 2
    return [0xFF, 0xD8, 0xFF, 0xE1, UInt8(size >> 8), UInt8(size & 0xFF)] + data
      + [0xFF, 0xDB, 0, 67, 0] + [UInt8](repeating: 1, count: 64)
      + [0xFF, 0xC0, 0, 11, 8, 0, 8, 0, 8, 1, 1, 0x11, 0]
      + [0xFF, 0xC4, 0, 20, 0, 1] + [UInt8](repeating: 0, count: 15) + [0]
      + [0xFF, 0xC4, 0, 20, 0x10, 1] + [UInt8](repeating: 0, count: 15) + [0]
      + [0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 0x3F, 0xFF, 0xD9]
  }

  /// A gzip file of this content in one block that is not compressed (RFC 1951 and 1952), or these bytes as they are where they
  /// begin like one.
  func gzip(_ content: [UInt8]) -> [UInt8] {
    if content.starts(with: [0x1F, 0x8B]) { return content }
    let size = UInt16(content.count)
    return [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 1] + size.littleEndianBytes + (~size).littleEndianBytes
      + content + crc32(content).littleEndianBytes + UInt32(size).littleEndianBytes
  }

  /// A zip archive of entries that are not compressed.
  func zip(_ entries: [(name: String, content: [UInt8])]) -> [UInt8] {
    var (bytes, directory) = ([UInt8](), [UInt8]())
    for (name, content) in entries {
      let size = UInt32(content.count).littleEndianBytes
      let common =
        [20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0] + crc32(content).littleEndianBytes + size + size
        + UInt16(name.utf8.count).littleEndianBytes + [0, 0]
      directory += [0x50, 0x4B, 1, 2, 20, 0] + common + [UInt8](repeating: 0, count: 10)
      directory += UInt32(bytes.count).littleEndianBytes + Array(name.utf8)
      bytes += [0x50, 0x4B, 3, 4] + common + Array(name.utf8) + content
    }
    let count = UInt16(entries.count).littleEndianBytes
    return bytes + directory + [0x50, 0x4B, 5, 6, 0, 0, 0, 0] + count + count
      + UInt32(directory.count).littleEndianBytes + UInt32(bytes.count).littleEndianBytes + [0, 0]
  }

  /// A FITS file that begins with these bytes, or whose second part does if they begin like one, filled to whole blocks.
  func fits(_ bytes: [UInt8]) -> [UInt8] {
    let cards = [
      "SIMPLE  =                    T", "BITPIX  =                    8", "NAXIS   =                    0",
      "END",
    ]
    let empty = cards.map { $0 + String(repeating: " ", count: 80 - $0.count) }.joined()
    let block = 2880
    let isExtension = bytes.starts(with: "XTENSION".utf8)
    let start =
      isExtension
      ? Array(empty.utf8) + [UInt8](repeating: 32, count: block - empty.utf8.count)
      : Array("SIMPLE  =".utf8)
    let file = start + bytes.dropFirst(isExtension ? 0 : start.count)
    return file + [UInt8](repeating: 0, count: (block - file.count % block) % block)
  }

  /// A model file of this content, or these bytes as they are where they begin like one.
  func model(_ content: [UInt8]) -> [UInt8] {
    let mark = Array("scattering model".utf8)
    if content.starts(with: mark) { return content }
    return mark + UInt32(1).littleEndianBytes + UInt64(content.count).littleEndianBytes + digest(content)
      + content
  }

  /// A checkpoint of this content, or these bytes as they are where they begin like one.
  func checkpoint(_ content: [UInt8]) -> [UInt8] {
    let mark = Array("SCATNET\n".utf8)
    if content.starts(with: mark) { return content }
    let bytes = mark + UInt32(1).littleEndianBytes + content
    return bytes + digest(bytes)
  }

  private func digest(_ bytes: [UInt8]) -> [UInt8] { Array(bytes.withUnsafeBytes { sha256($0) }.utf8) }

  /// The checksum of gzip and zip, bit by bit.
  private func crc32(_ bytes: [UInt8]) -> UInt32 {
    var remainder = UInt32.max
    for byte in bytes {
      remainder ^= UInt32(byte)
      for _ in 0..<8 { remainder = remainder >> 1 ^ (remainder & 1 == 1 ? 0xEDB8_8320 : 0) }
    }
    return ~remainder
  }
}
