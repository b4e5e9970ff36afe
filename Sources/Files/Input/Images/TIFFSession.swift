import CCodecs

/// A TIFF file open in libtiff, at one of its pages.
struct TIFFSession: ~Copyable {
  let path: String
  let file: OpaquePointer
  private let message: UnsafeMutablePointer<ccodecs_message>

  /// libtiff allocates no more at a time.
  static let allocationLimit = 1 << 32

  /// Opens a file at its first page.
  ///
  /// - Throws: `.badData` if libtiff cannot make sense of it.
  init(_ path: String) throws(FileError) {
    message = .allocate(capacity: 1)
    message.initialize(to: ccodecs_message())
    self.path = path
    guard let file = ccodecs_tiff_open(path, tmsize_t(Self.allocationLimit), message) else {
      let reason = Self.text(message)
      message.deallocate()
      throw FileError(.badData, path, found: "a damaged TIFF header (\(reason))", expected: "a TIFF image")
    }
    self.file = file
  }

  deinit {
    TIFFClose(file)
    message.deallocate()
  }

  /// Why libtiff failed.
  var reason: String { Self.text(message) }

  private static func text(_ message: UnsafeMutablePointer<ccodecs_message>) -> String {
    let text = withUnsafeBytes(of: &message.pointee.text) {
      String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
    }
    return text.isEmpty ? "missing data" : text
  }

  /// The number in a field of 16 bits, or of 32 if it is `wide`.
  subscript(tag: Int32, wide isWide: Bool = false) -> Int {
    isWide ? Int(ccodecs_tiff_u32(file, UInt32(tag))) : Int(ccodecs_tiff_u16(file, UInt32(tag)))
  }

  var palette: TIFFPalette? {
    var (red, green, blue):
      (UnsafeMutablePointer<UInt16>?, UnsafeMutablePointer<UInt16>?, UnsafeMutablePointer<UInt16>?)
    guard ccodecs_tiff_colormap(file, &red, &green, &blue) == 1, let red, let green, let blue else {
      return nil
    }
    func table(_ start: UnsafeMutablePointer<UInt16>) -> [UInt16] {
      Array(UnsafeBufferPointer(start: start, count: 256))
    }
    return TIFFPalette(red: table(red), green: table(green), blue: table(blue))
  }

  /// Has JPEG-compressed YCbCr delivered as RGB; false if the page is compressed otherwise.
  func convertsToRGB() -> Bool {
    self[TIFFTAG_COMPRESSION] == Int(COMPRESSION_JPEG)
      && ccodecs_tiff_set(file, UInt32(TIFFTAG_JPEGCOLORMODE), JPEGCOLORMODE_RGB) == 1
  }

  /// Goes through the pages that follow; whether one of them is more than a thumbnail or a mask.
  func hasMorePages() -> Bool {
    let lesser = Int(FILETYPE_REDUCEDIMAGE | FILETYPE_MASK)
    while TIFFReadDirectory(file) == 1 {
      if self[TIFFTAG_SUBFILETYPE, wide: true] & lesser == 0 { return true }
    }
    return false
  }
}
