/// JPEG of 8 bits, gray, in colour or CMYK, baseline or progressive, through libjpeg-turbo's exact integer transform and smooth
/// chroma upsampling, as Pillow decodes it; where libjpeg-turbo is 3.0 or later, also lossless JPEG and samples of other depths.
struct JPEGDecoder: ImageDecoder {
  var name: String { "JPEG" }

  func header(_ file: borrowing MappedFile) throws(FileError) -> ImageHeader {
    let (frame, header) = try Self.read(file)
    try JPEGSession(file).checkHeader(file, frame)
    return try header.checked(file.path, fileSize: file.bytes.count, expansion: Self.expansion(frame))
  }

  func decode(
    _ file: borrowing MappedFile, _ header: ImageHeader, page: Int,
    into pixels: UnsafeMutableRawBufferPointer
  ) throws(FileError) {
    let (frame, found) = try Self.read(file)
    guard found == header else { throw broken(file.path, header, "the file has changed") }
    let session = try JPEGSession(file)
    if let reason = try session.decode(file, frame, into: pixels) {
      throw LibraryRefusal.isMeant(by: reason)
        ? frame.refusal(file.path, "libjpeg-turbo can (\(reason))") : broken(file.path, header, reason)
    }
  }

  /// What a file says of its image before the pixels.
  ///
  /// - Throws: `.badData` if it says nothing, or of an image that cannot be decoded here.
  private static func read(
    _ file: borrowing MappedFile
  ) throws(FileError) -> (frame: JPEGFrame, header: ImageHeader) {
    let preamble = JPEGPreamble(file.bytes)
    guard let frame = preamble.frame, !preamble.breaksOff else {
      throw FileError(
        .badData, file.path,
        found: preamble.breaksOff
          ? "a JPEG that breaks off in its header after \(file.bytes.count) bytes"
          : "a damaged JPEG header (no frame header)", expected: "a JPEG image")
    }
    try frame.check(file.path)
    let header = ImageHeader(
      width: frame.width, height: frame.height, channels: frame.channels == 1 ? 1 : 3,
      type: frame.precision <= 8 ? .uint8 : .uint16, fullScale: Double(1 << frame.precision - 1),
      isColor: frame.channels > 1, orientation: preamble.orientation)
    return (frame, header)
  }

  /// One bit a block of 64 samples, and three channels of 16 bits, with some margin. Arithmetic coding takes yet less.
  private static func expansion(_ frame: JPEGFrame) -> Int { frame.hasArithmeticCoding ? 1 << 16 : 1 << 12 }
}
