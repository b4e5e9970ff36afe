import CCodecs

/// WebP of one picture, lossy or lossless, with or without alpha, through libwebp.
///
/// Lossy pictures have their chroma interpolated, which is libwebp's default and what Pillow has it do.
struct WebPDecoder: ImageDecoder {
  var name: String { "WebP" }

  /// Lossless pictures of one colour cost next to nothing: only gross lies are found out by it.
  private static let expansion = 1 << 20

  func header(_ file: borrowing MappedFile) throws(FileError) -> ImageHeader {
    var features = WebPBitstreamFeatures()
    let status = WebPGetFeatures(file.bytes.baseAddress, file.bytes.count, &features)
    let container = WebPContainer(file.bytes)
    guard status == VP8_STATUS_OK, container.isWhole else {
      let reason = status == VP8_STATUS_OK ? "missing data" : Self.text(status)
      throw FileError(
        .badData, file.path, found: "a damaged WebP header (\(reason))", expected: "a WebP image")
    }
    guard features.has_animation == 0 else {
      throw FileError(
        .badData, file.path, found: "an animated WebP of \(container.frameCount) pictures",
        expected: "one picture")
    }
    return try ImageHeader(
      width: Int(features.width), height: Int(features.height), channels: features.has_alpha == 0 ? 3 : 4,
      type: .uint8, fullScale: 255, isColor: true, orientation: container.orientation
    ).checked(file.path, fileSize: file.bytes.count, expansion: Self.expansion)
  }

  func decode(
    _ file: borrowing MappedFile, _ header: ImageHeader, page: Int,
    into pixels: UnsafeMutableRawBufferPointer
  ) throws(FileError) {
    var configuration = WebPDecoderConfig()
    guard WebPInitDecoderConfig(&configuration) != 0 else {
      throw broken(file.path, header, "another version of libwebp")
    }
    configuration.output.colorspace = header.hasAlpha ? MODE_RGBA : MODE_RGB
    configuration.output.is_external_memory = 1
    configuration.output.u.RGBA = WebPRGBABuffer(
      rgba: pixels.baseAddress?.assumingMemoryBound(to: UInt8.self),
      stride: Int32(header.width * header.channels), size: pixels.count)
    let status = WebPDecode(file.bytes.baseAddress, file.bytes.count, &configuration)
    guard status == VP8_STATUS_OK else { throw broken(file.path, header, Self.text(status)) }
  }

  private static func text(_ status: VP8StatusCode) -> String {
    switch status {
    case VP8_STATUS_OUT_OF_MEMORY: "no memory"
    case VP8_STATUS_NOT_ENOUGH_DATA, VP8_STATUS_SUSPENDED: "missing data"
    case VP8_STATUS_UNSUPPORTED_FEATURE: "an unknown feature"
    default: "status \(status.rawValue) of libwebp"
    }
  }
}

/// The chunks of a WebP file around its pixels.
private struct WebPContainer {
  private let bytes: UnsafeRawBufferPointer

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  /// The size of a chunk's name and length.
  private static let headSize = 8

  /// Where the file should end.
  private var end: Int {
    bytes.count < Self.headSize ? .max : Self.headSize + Int(bytes.littleEndian(at: 4, as: UInt32.self))
  }

  /// Whether all is there that the first bytes promise; the orientation may stand last.
  var isWhole: Bool { end <= bytes.count }

  /// The number of an animation's frames.
  var frameCount: Int {
    var count = 0
    forEachChunk { name, _ in count += name == "ANMF" ? 1 : 0 }
    return count
  }

  /// The orientation in the first EXIF chunk, if the first chunk announces one.
  var orientation: Orientation {
    var (isAnnounced, data) = (false, UnsafeRawBufferPointer?.none)
    forEachChunk { name, content in
      if name == "VP8X", let flags = content.first { isAnnounced = flags & 8 != 0 }
      if name == "EXIF", data == nil { data = content }
    }
    guard isAnnounced, let data else { return .topLeft }
    // Some write what belongs to JPEG alone.
    return EXIF.orientation(EXIF.unmarked(data) ?? data)
  }

  private func forEachChunk(_ body: (_ name: String, _ content: UnsafeRawBufferPointer) -> Void) {
    var offset = 12
    while offset + Self.headSize <= min(end, bytes.count) {
      let size = Int(bytes.littleEndian(at: offset + 4, as: UInt32.self))
      let content = bytes[(offset + Self.headSize)...].prefix(size)
      body(
        String(decoding: bytes[offset..<(offset + 4)], as: UTF8.self),
        UnsafeRawBufferPointer(rebasing: content))
      // Chunks of odd sizes are padded.
      offset += Self.headSize + size + size & 1
    }
  }
}
