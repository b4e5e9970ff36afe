import CCodecs

/// One pass of libjpeg-turbo over a file. The library is called in methods alone, whose callers keep the session.
struct JPEGSession: ~Copyable {
  private let handle: tjhandle

  /// - Throws: `.badData` if libjpeg-turbo cannot work at all.
  init(_ file: borrowing MappedFile) throws(FileError) {
    guard let handle = tjInitDecompress() else {
      throw FileError(.badData, file.path, found: "no memory to decode JPEG", expected: "some")
    }
    self.handle = handle
  }

  deinit { tjDestroy(handle) }

  /// - Throws: `.badData` if libjpeg-turbo finds the header damaged.
  func checkHeader(_ file: borrowing MappedFile, _ frame: JPEGFrame) throws(FileError) {
    if let reason = frame.isCommon ? headerFault(file) : JPEG3.read(file, frame, into: nil).fault {
      throw LibraryRefusal.isMeant(by: reason)
        ? frame.refusal(file.path, "libjpeg-turbo can (\(reason))")
        : FileError(.badData, file.path, found: "a damaged JPEG header (\(reason))", expected: "a JPEG image")
    }
  }

  /// What is wrong with a header, nil if pixels can be tried.
  private func headerFault(_ file: borrowing MappedFile) -> String? {
    var (width, height, subsampling, colors): (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
    let status = tjDecompressHeader3(
      handle, file.bytes.baseAddress, UInt(file.bytes.count), &width, &height, &subsampling, &colors)
    // Decoding to whole pixels needs no name for the subsampling; libjpeg knows more of them than have one.
    let isRead = status == 0 || isWarning || message.contains("subsampling")
    return isRead && width > 0 ? nil : message
  }

  /// Decodes all pixels; returns what is wrong with them, nil if nothing is.
  ///
  /// - Throws: `.badData` if there is no memory for the inks of CMYK.
  func decode(
    _ file: borrowing MappedFile, _ frame: JPEGFrame, into pixels: UnsafeMutableRawBufferPointer
  ) throws(FileError) -> String? {
    guard frame.isCommon else {
      let (fault, warning) = JPEG3.read(file, frame, into: pixels.baseAddress)
      return fault ?? warning.flatMap { Self.isHarmless($0) ? nil : $0 }
    }
    guard frame.channels == 4 else {
      return decode(file, frame, frame.channels == 1 ? TJPF_GRAY : TJPF_RGB, into: pixels)
    }
    return try withZeroedBytes(count: 4 * frame.width * frame.height, for: file.path) { (inks) in
      let fault = decode(file, frame, TJPF_CMYK, into: inks)
      CMYK.convert(UnsafeRawBufferPointer(inks), into: pixels)
      return fault
    }
  }

  private func decode(
    _ file: borrowing MappedFile, _ frame: JPEGFrame, _ format: TJPF,
    into pixels: UnsafeMutableRawBufferPointer
  ) -> String? {
    let status = tjDecompress2(
      handle, file.bytes.baseAddress, UInt(file.bytes.count), pixels.baseAddress, Int32(frame.width), 0,
      Int32(frame.height), Int32(format.rawValue), TJFLAG_ACCURATEDCT | TJFLAG_LIMITSCANS)
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

/// The functions that libjpeg-turbo has from 3.0 on.
private enum JPEG3 {
  /// Reads a header, and the pixels if they are to go somewhere.
  ///
  /// - Returns: What is wrong, and what only seems strange; nil if nothing is.
  static func read(
    _ file: borrowing MappedFile, _ frame: JPEGFrame, into pixels: UnsafeMutableRawPointer?
  ) -> (fault: String?, warning: String?) {
    var image = ccodecs_jpeg3_image(
      bytes: file.bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), size: file.bytes.count,
      width: Int32(frame.width), height: Int32(frame.height), precision: Int32(frame.precision),
      is_color: frame.channels == 1 ? 0 : 1)
    var message = ccodecs_message()
    switch ccodecs_jpeg3_read(&image, pixels, &message) {
    case ccodecs_jpeg3_good: return (nil, nil)
    case ccodecs_jpeg3_warned: return (nil, message.description)
    default: return (message.description, nil)
    }
  }
}
