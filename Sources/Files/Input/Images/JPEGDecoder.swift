import CCodecs

/// 8-bit JPEG, gray or in colour, baseline or progressive, through libjpeg-turbo's exact integer transform
/// and smooth chroma upsampling, as Pillow decodes it. CMYK is refused: its conversion needs a colour
/// profile.
struct JPEGDecoder: ImageDecoder {
  var name: String { "JPEG" }

  /// One bit a block of 64 samples, and three channels, with some margin.
  private static let expansion = 1 << 12

  func header(_ file: borrowing MappedFile) throws(FileError) -> ImageHeader {
    let session = try JPEGSession(file)
    let (width, height, colors) = try session.header(file)
    guard ![TJCS_CMYK, TJCS_YCCK].contains(where: { Int32($0.rawValue) == colors }) else {
      throw FileError(.badData, file.path, found: "a CMYK JPEG", expected: "gray or RGB")
    }
    let isGray = colors == Int32(TJCS_GRAY.rawValue)
    return try ImageHeader(
      width: width, height: height, channels: isGray ? 1 : 3, type: .uint8, fullScale: 255,
      isColor: !isGray, orientation: Self.orientation(file.bytes)
    ).checked(file.path, fileSize: file.bytes.count, expansion: Self.expansion)
  }

  func decode(
    _ file: borrowing MappedFile, _ header: ImageHeader, page: Int,
    into pixels: UnsafeMutableRawBufferPointer
  ) throws(FileError) {
    let session = try JPEGSession(file)
    if let reason = session.decode(file, header, into: pixels) { throw broken(file.path, header, reason) }
  }

  /// The orientation in the EXIF marker, if one stands before the pixels.
  private static func orientation(_ bytes: UnsafeRawBufferPointer) -> Orientation {
    var offset = 2
    while offset + 4 <= bytes.count, bytes[offset] == 0xFF, bytes[offset + 1] != startOfScan {
      let end = offset + 2 + Int(bytes[offset + 2]) << 8 + Int(bytes[offset + 3])
      guard end <= bytes.count else { return .topLeft }
      let body = UnsafeRawBufferPointer(rebasing: bytes[min(offset + 4, end)..<end])
      if bytes[offset + 1] == applicationData1, body.starts(with: exifMark) {
        return EXIF.orientation(UnsafeRawBufferPointer(rebasing: body.dropFirst(exifMark.count)))
      }
      offset = end
    }
    return .topLeft
  }

  private static let startOfScan: UInt8 = 0xDA
  private static let applicationData1: UInt8 = 0xE1
  private static let exifMark = Array("Exif\0\0".utf8)
}

/// One pass of libjpeg-turbo over a file. The library is called in methods alone, whose callers keep the session.
private struct JPEGSession: ~Copyable {
  private let handle: tjhandle

  /// - Throws: `.badData` if libjpeg-turbo cannot work at all.
  init(_ file: borrowing MappedFile) throws(FileError) {
    guard let handle = tjInitDecompress() else {
      throw FileError(.badData, file.path, found: "no memory to decode JPEG", expected: "some")
    }
    self.handle = handle
  }

  deinit { tjDestroy(handle) }

  /// - Returns: The size, and libjpeg-turbo's number of the colour space.
  /// - Throws: `.badData` if the header is damaged.
  func header(_ file: borrowing MappedFile) throws(FileError) -> (width: Int, height: Int, colors: Int32) {
    var (width, height, subsampling, colors): (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
    let status = tjDecompressHeader3(
      handle, file.bytes.baseAddress, UInt(file.bytes.count), &width, &height, &subsampling, &colors)
    guard status == 0 || (isWarning && width > 0) else {
      throw FileError(
        .badData, file.path, found: "a damaged JPEG header (\(message))", expected: "a JPEG image")
    }
    return (Int(width), Int(height), colors)
  }

  /// Decodes all pixels; returns what is wrong with them, nil if nothing is.
  func decode(
    _ file: borrowing MappedFile, _ header: ImageHeader, into pixels: UnsafeMutableRawBufferPointer
  ) -> String? {
    let format = header.isColor ? TJPF_RGB : TJPF_GRAY
    let status = tjDecompress2(
      handle, file.bytes.baseAddress, UInt(file.bytes.count), pixels.baseAddress, Int32(header.width), 0,
      Int32(header.height), Int32(format.rawValue), TJFLAG_ACCURATEDCT | TJFLAG_LIMITSCANS)
    return status == 0 || (isWarning && Self.isHarmless(message)) ? nil : message
  }

  /// Whether a warning says nothing against the pixels: bytes between markers, or an odd version of a marker.
  private static func isHarmless(_ warning: String) -> Bool {
    ["extraneous bytes before marker", "JFIF revision", "Adobe color transform"].contains {
      warning.contains($0)
    }
  }

  /// Whether the last call failed with no more than a warning.
  private var isWarning: Bool { tjGetErrorCode(handle) == Int32(TJERR_WARNING.rawValue) }
  private var message: String { String(cString: tjGetErrorStr2(handle)) }
}
