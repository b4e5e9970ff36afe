/// PGM and PPM, binary and plain, of 8 or 16 bits. Samples are scaled by the file's own maximum; of several
/// images in one file the first is read.
struct PNMDecoder: ImageDecoder {
  var name: String { "PNM" }

  /// The digits after P of the formats read.
  static let kinds = Array("2356".utf8)

  static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  func header(_ file: borrowing MappedFile) throws(FileError) -> ImageHeader {
    try PNMText(file).header.checked(file.path, fileSize: file.bytes.count, expansion: 1)
  }

  func decode(
    _ file: borrowing MappedFile, _ header: ImageHeader, page: Int,
    into pixels: UnsafeMutableRawBufferPointer
  ) throws(FileError) {
    var text = try PNMText(file)
    let limit = Int(header.fullScale)
    let count = header.pixelCount * header.channels
    for index in 0..<count {
      guard let sample = text.next() else { throw broken(file.path, header, "\(index) samples of \(count)") }
      guard sample <= limit else { throw broken(file.path, header, "a sample of \(sample) above \(limit)") }
      if header.type == .uint8 {
        pixels[index] = UInt8(sample)
      } else {
        pixels.storeBytes(of: UInt16(sample), toByteOffset: 2 * index, as: UInt16.self)
      }
    }
  }
}

/// The header of a PNM file, and the offset from which to read on.
private struct PNMText {
  private let bytes: UnsafeRawBufferPointer
  private var position: Int
  let header: ImageHeader
  /// Whether samples are decimal numbers, and not bytes.
  private let isPlain: Bool

  /// - Throws: `.badData` unless width, height and maximum follow the magic number.
  init(_ file: borrowing MappedFile) throws(FileError) {
    bytes = file.bytes
    let kind = bytes[1] - UInt8(ascii: "0")
    isPlain = kind <= 3
    let isColor = kind == 3 || kind == 6
    var fields: [Int] = []
    var offset = 2
    for _ in 0..<3 { if let field = Self.number(bytes, &offset) { fields.append(field) } }
    guard fields.count == 3, (1...65535).contains(fields[2]), isPlain || offset < bytes.count else {
      throw FileError(
        .badData, file.path, found: "a damaged PNM header",
        expected: "width, height and a maximum of 1 to 65535")
    }
    position = isPlain ? offset : offset + 1
    header = ImageHeader(
      width: fields[0], height: fields[1], channels: isColor ? 3 : 1,
      type: fields[2] < 256 ? .uint8 : .uint16,
      fullScale: Double(fields[2]), isColor: isColor)
  }

  /// The next sample: a decimal number, a byte, or two of which the more significant comes first. Nil at the
  /// end.
  mutating func next() -> Int? {
    if isPlain { return Self.number(bytes, &position) }
    let size = header.type.byteCount
    guard position + size <= bytes.count else { return nil }
    defer { position += size }
    return size == 1 ? Int(bytes[position]) : Int(bytes[position]) << 8 | Int(bytes[position + 1])
  }

  /// The next decimal number, of at most nine digits; space and comments before it are passed over.
  private static func number(_ bytes: UnsafeRawBufferPointer, _ offset: inout Int) -> Int? {
    while offset < bytes.count, PNMDecoder.isSpace(bytes[offset]) || bytes[offset] == UInt8(ascii: "#") {
      if bytes[offset] == UInt8(ascii: "#") {
        while offset < bytes.count, bytes[offset] != UInt8(ascii: "\n") { offset += 1 }
      } else {
        offset += 1
      }
    }
    let digits = bytes[min(offset, bytes.count)...].prefix(10).prefix { (0x30...0x39).contains($0) }
    offset += digits.count
    return (1...9).contains(digits.count) ? digits.reduce(0) { 10 * $0 + Int($1 - 0x30) } : nil
  }
}
