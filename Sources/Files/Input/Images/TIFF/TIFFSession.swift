import CCodecs

/// A TIFF file open in libtiff, at one of its directories once it has been sent there. Lives no longer than the mapped file.
struct TIFFSession: ~Copyable {
  let path: String
  let file: OpaquePointer
  private let input: UnsafeMutablePointer<ccodecs_tiff_input>

  /// libtiff allocates no more at a time.
  static let allocationLimit = 1 << 32

  /// How much of a file of this size may be read in a session: each of its bytes twice, and some more of small ones. Directories that share
  /// their values, or strips that share their bytes, would else take time with the square of the size.
  private static func budget(fileSize: Int) -> Int { 2 * fileSize + 1 << 16 }

  /// Opens a file.
  ///
  /// - Throws: `.badData` if libtiff cannot make sense of its first bytes.
  init(_ mapped: borrowing MappedFile) throws(FileError) {
    input = .allocate(capacity: 1)
    input.initialize(
      to: ccodecs_tiff_input(
        bytes: mapped.bytes.baseAddress?.assumingMemoryBound(to: UInt8.self),
        size: UInt64(mapped.bytes.count), position: 0,
        budget: UInt64(Self.budget(fileSize: mapped.bytes.count)), message: ccodecs_message()))
    path = mapped.path
    guard let file = ccodecs_tiff_open(input, tmsize_t(Self.allocationLimit)) else {
      let reason = input.pointee.message.description
      input.deallocate()
      throw FileError(.badData, path, found: "a damaged TIFF header (\(reason))", expected: "a TIFF image")
    }
    self.file = file
  }

  deinit {
    TIFFClose(file)
    input.deallocate()
  }

  /// Why libtiff failed.
  var reason: String {
    let text = input.pointee.message.description
    return text.isEmpty ? "missing data" : text
  }
}

extension TIFFSession {
  /// Goes to the next directory, at first to the first; false behind the last.
  ///
  /// - Throws: `.badData` if libtiff cannot make sense of it.
  func advance() throws(FileError) -> Bool {
    guard TIFFLastDirectory(file) == 0 else { return false }
    guard TIFFReadDirectory(file) == 1 else { throw unreadableDirectory }
    return true
  }

  /// Goes to the directory at an offset, without regard to those before it.
  ///
  /// - Precondition: The session has been at no directory, for libtiff looks through them all to find the number of another one.
  /// - Throws: `.badData` if libtiff cannot make sense of it.
  func go(to offset: Int) throws(FileError) {
    guard TIFFSetSubDirectory(file, UInt64(offset)) == 1 else { throw unreadableDirectory }
  }

  /// Where the current directory stands.
  var offset: Int { Int(clamping: TIFFCurrentDirOffset(file)) }

  private var unreadableDirectory: FileError {
    let isRefused = LibraryRefusal.isMeant(by: reason)
    return FileError(
      .badData, path, found: "\(isRefused ? "an unsupported" : "a damaged") TIFF header (\(reason))",
      expected: "a TIFF image\(isRefused ? " that libtiff reads" : "")")
  }
}

extension TIFFSession {
  /// The number in a field of 16 bits, or of 32 if it is `wide`.
  subscript(tag: Int32, wide isWide: Bool = false) -> Int {
    isWide ? Int(ccodecs_tiff_u32(file, UInt32(tag))) : Int(ccodecs_tiff_u16(file, UInt32(tag)))
  }

  /// What a field says in words.
  func text(_ tag: Int32) -> String? { ccodecs_tiff_text(file, UInt32(tag)).map { String(cString: $0) } }

  /// The colours for which samples of so many bits stand.
  func palette(bits: Int) -> TIFFPalette? {
    var (red, green, blue):
      (UnsafeMutablePointer<UInt16>?, UnsafeMutablePointer<UInt16>?, UnsafeMutablePointer<UInt16>?)
    guard ccodecs_tiff_colormap(file, &red, &green, &blue) == 1, let red, let green, let blue else {
      return nil
    }
    func table(_ start: UnsafeMutablePointer<UInt16>) -> [UInt16] {
      Array(UnsafeBufferPointer(start: start, count: 1 << bits))
    }
    return TIFFPalette(red: table(red), green: table(green), blue: table(blue))
  }

  /// Has JPEG-compressed YCbCr delivered as RGB; false if the page is compressed otherwise.
  func convertsToRGB() -> Bool {
    self[TIFFTAG_COMPRESSION] == Int(COMPRESSION_JPEG)
      && ccodecs_tiff_set(file, UInt32(TIFFTAG_JPEGCOLORMODE), JPEGCOLORMODE_RGB) == 1
  }
}
