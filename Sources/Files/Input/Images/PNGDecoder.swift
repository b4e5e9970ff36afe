import CCodecs

/// PNG of every colour type, depth and interlacing, through libspng. Depths below 8 bits are scaled to 8;
/// palettes are looked up; transparency, gamma and colour profiles are ignored.
struct PNGDecoder: ImageDecoder {
  var name: String { "PNG" }

  /// Deflate cannot compress further than this.
  private static let expansion = 1032
  /// No chunk but image data may be larger than this, and all chunks held no larger than four times this.
  private static let chunkLimit = 1 << 24

  func header(_ file: borrowing MappedFile) throws(FileError) -> ImageHeader {
    let session = try PNGSession(file, chunkLimit: Self.chunkLimit)
    let header = try session.header(file.path)
    let frameCount = Self.frameCount(file.bytes)
    guard frameCount <= 1 else {
      throw FileError(
        .badData, file.path, found: "an animated PNG of \(frameCount) pictures", expected: "one picture")
    }
    let decoded = Self.header(header, orientation: session.orientation)
    let storedBits =
      Int(header.bit_depth) * (header.color_type == SPNG_COLOR_TYPE_INDEXED.rawValue ? 1 : decoded.channels)
    let decodedBits = 8 * decoded.channels * decoded.type.byteCount
    return try decoded.checked(
      file.path, fileSize: file.bytes.count, expansion: Self.expansion * decodedBits / storedBits)
  }

  private static func header(_ stored: spng_ihdr, orientation: Orientation) -> ImageHeader {
    let isColor = stored.color_type & 2 != 0
    let hasAlpha = stored.color_type & 4 != 0
    let is16Bit = stored.bit_depth == 16
    return ImageHeader(
      width: Int(stored.width), height: Int(stored.height), channels: (isColor ? 3 : 1) + (hasAlpha ? 1 : 0),
      type: is16Bit ? .uint16 : .uint8, fullScale: is16Bit ? 65535 : 255, isColor: isColor,
      orientation: orientation, storedMaximum: storedMaximum(stored))
  }

  /// The pictures that a chunk acTL before the image data announces; 1 where there is none.
  private static func frameCount(_ bytes: UnsafeRawBufferPointer) -> Int {
    func number(at offset: Int) -> Int {
      Int(UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
    }
    // Behind the signature, each chunk is its length, its name, as many bytes and a checksum.
    var offset = 8
    while offset + 12 <= bytes.count {
      let name = bytes[(offset + 4)..<(offset + 8)]
      if name.elementsEqual("acTL".utf8) { return number(at: offset + 8) }
      if name.elementsEqual("IDAT".utf8) { return 1 }
      offset += 12 + number(at: offset)
    }
    return 1
  }

  /// The largest gray sample of less than 8 bits, which libspng scales up; nil for other samples.
  private static func storedMaximum(_ stored: spng_ihdr) -> Double? {
    let isScaled = stored.color_type == SPNG_COLOR_TYPE_GRAYSCALE.rawValue && stored.bit_depth < 8
    return isScaled ? Double(1 << stored.bit_depth - 1) : nil
  }

  func decode(
    _ file: borrowing MappedFile, _ header: ImageHeader, page: Int,
    into pixels: UnsafeMutableRawBufferPointer
  ) throws(FileError) {
    let session = try PNGSession(file, chunkLimit: Self.chunkLimit)
    if let reason = session.decode(into: pixels) { throw broken(file.path, header, reason) }
  }
}

/// One pass of libspng over a file. The library is called in methods alone, whose callers keep the session.
private struct PNGSession: ~Copyable {
  private let context: OpaquePointer

  /// - Throws: `.badData` if libspng cannot work at all.
  init(_ file: borrowing MappedFile, chunkLimit: Int) throws(FileError) {
    guard let context = spng_ctx_new(0) else {
      throw FileError(.badData, file.path, found: "no memory to decode PNG", expected: "some")
    }
    self.context = context
    spng_set_crc_action(context, Int32(SPNG_CRC_ERROR.rawValue), Int32(SPNG_CRC_DISCARD.rawValue))
    spng_set_chunk_limits(context, chunkLimit, 4 * chunkLimit)
    spng_set_png_buffer(context, file.bytes.baseAddress, file.bytes.count)
  }

  deinit { spng_ctx_free(context) }

  private static func text(_ status: Int32) -> String { String(cString: spng_strerror(status)) }

  /// - Throws: `.badData` if the header is damaged.
  func header(_ path: String) throws(FileError) -> spng_ihdr {
    var header = spng_ihdr()
    let status = spng_get_ihdr(context, &header)
    guard status == 0 else {
      throw FileError(
        .badData, path, found: "a damaged PNG header (\(Self.text(status)))", expected: "a PNG image")
    }
    return header
  }

  /// Decodes all pixels; returns what is wrong with them, nil if nothing is.
  func decode(into pixels: UnsafeMutableRawBufferPointer) -> String? {
    var status = spng_decode_image(context, pixels.baseAddress, pixels.count, Int32(format.rawValue), 0)
    // Only on the way to the end of the file are the checksums of the last image data looked at.
    if status == 0 { status = spng_decode_chunks(context) }
    return status == 0 ? nil : Self.text(status)
  }

  /// The orientation in an eXIf chunk before the image data.
  var orientation: Orientation {
    var exif = spng_exif()
    guard spng_get_exif(context, &exif) == 0 else { return .topLeft }
    return EXIF.orientation(UnsafeRawBufferPointer(start: exif.data, count: exif.length))
  }

  /// The output format that agrees with the header: 8-bit gray for small depths, RGB for palettes, else as
  /// stored.
  private var format: spng_format {
    var header = spng_ihdr()
    guard spng_get_ihdr(context, &header) == 0 else { return SPNG_FMT_PNG }
    if header.color_type == SPNG_COLOR_TYPE_INDEXED.rawValue { return SPNG_FMT_RGB8 }
    return header.color_type == SPNG_COLOR_TYPE_GRAYSCALE.rawValue && header.bit_depth <= 8
      ? SPNG_FMT_G8 : SPNG_FMT_PNG
  }
}
