import CCodecs

/// Turns small rasters in memory into PNG files in memory, through libspng.
public struct PNGEncoder: Sendable {
  /// What one pixel holds: 8 bits a channel.
  public enum Format: Int, Sendable {
    case rgb = 3
    case rgba = 4

    /// The number of channels, which is also the number of bytes a pixel.
    public var channels: Int { rawValue }

    fileprivate var colorType: UInt8 {
      UInt8(self == .rgb ? SPNG_COLOR_TYPE_TRUECOLOR.rawValue : SPNG_COLOR_TYPE_TRUECOLOR_ALPHA.rawValue)
    }
  }

  public let format: Format

  public init(format: Format = .rgba) {
    self.format = format
  }

  /// The bytes of a PNG file.
  ///
  /// - Parameter pixels: `height` rows of `width` pixels, channels interleaved, alpha not premultiplied.
  public func encode(_ pixels: [UInt8], width: Int, height: Int) -> [UInt8] {
    precondition(
      width > 0 && height > 0, "a PNG image of \(width) x \(height) pixels; both must be at least 1")
    let expected = width * height * format.channels
    precondition(pixels.count == expected, "\(pixels.count) bytes of pixels; there must be \(expected)")
    guard let context = spng_ctx_new(Int32(SPNG_CTX_ENCODER.rawValue)) else {
      preconditionFailure("no memory for a PNG")
    }
    defer { spng_ctx_free(context) }
    writeHeader(to: context, width: width, height: height)
    check(spng_encode_image(context, pixels, pixels.count, Int32(SPNG_FMT_PNG.rawValue), finalize))
    return takeBytes(from: context)
  }

  private var finalize: Int32 { Int32(SPNG_ENCODE_FINALIZE.rawValue) }

  private func writeHeader(to context: OpaquePointer, width: Int, height: Int) {
    var header = spng_ihdr()
    header.width = UInt32(width)
    header.height = UInt32(height)
    header.bit_depth = 8
    header.color_type = format.colorType
    check(spng_set_option(context, SPNG_ENCODE_TO_BUFFER, 1))
    check(spng_set_ihdr(context, &header))
  }

  /// Copies the finished file out of the encoder, which hands over memory that malloc gave.
  private func takeBytes(from context: OpaquePointer) -> [UInt8] {
    var count = 0
    var status: Int32 = 0
    let bytes = spng_get_png_buffer(context, &count, &status)
    check(status)
    defer { free(bytes) }
    return [UInt8](UnsafeRawBufferPointer(start: bytes, count: count))
  }

  /// Only exhausted memory can stop an encoder whose input was checked.
  private func check(_ status: Int32) {
    precondition(status == 0, "libspng: \(String(cString: spng_strerror(status)))")
  }
}
