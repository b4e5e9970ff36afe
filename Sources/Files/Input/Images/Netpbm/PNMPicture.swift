/// One picture of a PNM file: what its header says.
struct PNMPicture {
  let header: ImageHeader
  let raster: PNMRaster
  /// Where the raster begins.
  let start: Int

  /// The digits and letters after P of the formats read.
  private static let kinds = Array("1234567fF".utf8)

  /// Whether a header of a known kind seems to stand at an offset.
  static func begins(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> Bool {
    offset + 3 <= bytes.count && bytes[offset] == UInt8(ascii: "P") && kinds.contains(bytes[offset + 1])
      && (PNMText.isSpace(bytes[offset + 2]) || bytes[offset + 2] == UInt8(ascii: "#"))
  }

  /// Reads the header at an offset.
  ///
  /// - Throws: `.badData` if it is damaged, or larger than the file can be.
  init(_ file: borrowing MappedFile, at offset: Int) throws(FileError) {
    guard Self.begins(file.bytes, at: offset) else { throw Self.damaged(file.path, "a magic number") }
    let kind = file.bytes[offset + 1]
    switch kind {
    case UInt8(ascii: "1"), UInt8(ascii: "4"): self = try Self.bitmap(file, offset, kind)
    case UInt8(ascii: "7"): self = try PAMHeader(file, at: offset).picture(file)
    case UInt8(ascii: "f"), UInt8(ascii: "F"): self = try Self.floatmap(file, offset, kind)
    default: self = try Self.graymap(file, offset, kind)
    }
  }

  /// - Parameter maximum: Of a sample.
  /// - Throws: `.badData` if the file is too small for so many pixels.
  init(
    _ file: borrowing MappedFile, width: Int, height: Int, channels: Int, maximum: Int, raster: PNMRaster,
    start: Int
  ) throws(FileError) {
    let isFloat = if case .floats = raster { true } else { false }
    let isBits = if case .bits = raster { true } else { false }
    header = try ImageHeader(
      width: width, height: height, channels: channels,
      type: isFloat ? .float32 : maximum < 256 ? .uint8 : .uint16, fullScale: Double(maximum),
      isColor: channels >= 3, orientation: isFloat ? .bottomLeft : .topLeft
    ).checked(file.path, fileSize: file.bytes.count, expansion: isBits ? 8 : 1)
    (self.raster, self.start) = (raster, start)
  }

  /// PBM.
  private static func bitmap(
    _ file: borrowing MappedFile, _ offset: Int, _ kind: UInt8
  ) throws(FileError) -> PNMPicture {
    var text = PNMText(file.bytes, at: offset + 2)
    guard let width = text.number(), let height = text.number() else {
      throw damaged(file.path, "width and height")
    }
    return try PNMPicture(
      file, width: width, height: height, channels: 1, maximum: 1,
      raster: kind == UInt8(ascii: "1") ? .plainBits : .bits, start: text.offset)
  }

  /// PGM and PPM.
  private static func graymap(
    _ file: borrowing MappedFile, _ offset: Int, _ kind: UInt8
  ) throws(FileError) -> PNMPicture {
    var text = PNMText(file.bytes, at: offset + 2)
    guard let width = text.number(), let height = text.number(), let maximum = text.number(),
      (1...65535).contains(maximum)
    else { throw damaged(file.path, "width, height and a maximum of 1 to 65535") }
    let isColor = kind == UInt8(ascii: "3") || kind == UInt8(ascii: "6")
    return try PNMPicture(
      file, width: width, height: height, channels: isColor ? 3 : 1, maximum: maximum,
      raster: kind <= UInt8(ascii: "3") ? .plain : .samples, start: text.offset)
  }

  /// PFM, whose scale is negative where the less significant bytes come first.
  private static func floatmap(
    _ file: borrowing MappedFile, _ offset: Int, _ kind: UInt8
  ) throws(FileError) -> PNMPicture {
    var text = PNMText(file.bytes, at: offset + 2)
    guard let width = text.number(), let height = text.number(),
      let scale = text.word(limit: 64).flatMap(Double.init), scale.isFinite, scale != 0
    else { throw damaged(file.path, "width, height and a scale other than 0") }
    return try PNMPicture(
      file, width: width, height: height, channels: kind == UInt8(ascii: "F") ? 3 : 1, maximum: 1,
      raster: .floats(isBigEndian: scale > 0), start: text.offset)
  }

  static func damaged(_ path: String, _ expected: String) -> FileError {
    FileError(.badData, path, found: "a damaged PNM header", expected: expected)
  }
}

extension PNMPicture: CustomStringConvertible {
  /// Its size and kind, for messages.
  var description: String {
    let kind = (header.isColor ? "RGB" : "gray") + (header.hasAlpha ? " and alpha" : "")
    let range =
      header.type == .float32 ? "floating-point samples" : "samples up to \(Int(header.fullScale))"
    return "\(header.height) x \(header.width), \(kind), \(range)"
  }
}
