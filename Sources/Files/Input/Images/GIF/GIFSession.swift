import CCodecs

/// One pass of giflib over a file, record by record. The library is called in methods alone, whose callers keep the session.
struct GIFSession: ~Copyable {
  private let path: String
  private let file: UnsafeMutablePointer<GifFileType>
  private let input: UnsafeMutablePointer<GIFInput>
  /// The index of the colour that is transparent in the next frame, or in the last one that was found.
  private(set) var transparentIndex: Int?

  /// - Throws: `.badData` if the header is damaged.
  init(_ file: borrowing MappedFile) throws(FileError) {
    path = file.path
    input = .allocate(capacity: 1)
    input.initialize(to: GIFInput(bytes: file.bytes))
    var error: Int32 = 0
    guard let opened = DGifOpen(input, { GIFInput.read($0, $1, $2) }, &error) else {
      input.deallocate()
      throw FileError(
        .badData, file.path, found: "a damaged GIF header (\(Self.text(error)))", expected: "a GIF image")
    }
    self.file = opened
  }

  deinit {
    DGifCloseFile(file, nil)
    input.deallocate()
  }

  var screen: (width: Int, height: Int) { (Int(file.pointee.SWidth), Int(file.pointee.SHeight)) }

  /// The colours of the frame at which the pass stands: its own, else all frames'.
  var colors: ColorTable {
    guard let map = file.pointee.Image.ColorMap ?? file.pointee.SColorMap else { return ColorTable([]) }
    let colors = UnsafeBufferPointer(start: map.pointee.Colors, count: Int(map.pointee.ColorCount))
    return ColorTable(colors.map { ($0.Red, $0.Green, $0.Blue) })
  }

  /// Goes on to the next frame, whose pixels follow; nil behind the last one.
  ///
  /// - Throws: `.badData` if something else than a GIF's parts stands before it.
  mutating func nextFrame() throws(FileError) -> GIFFrame? {
    // Without a mark of its end a file has all its pictures, as without that of PNG.
    while GIFInput.hasMore(input) {
      var record = UNDEFINED_RECORD_TYPE
      try check(DGifGetRecordType(file, &record))
      switch record {
      case EXTENSION_RECORD_TYPE: try readExtension()
      case IMAGE_DESC_RECORD_TYPE:
        try check(DGifGetImageHeader(file))
        let image = file.pointee.Image
        return GIFFrame(
          left: Int(image.Left), top: Int(image.Top), width: Int(image.Width), height: Int(image.Height),
          isInterlaced: image.Interlace)
      default: return nil
      }
    }
    return nil
  }

  private mutating func readExtension() throws(FileError) {
    var kind: Int32 = 0
    var block: UnsafeMutablePointer<GifByteType>?
    try check(DGifGetExtension(file, &kind, &block))
    // A block begins with its length: flags, two bytes of a delay, and the transparent index.
    if kind == GRAPHICS_EXT_FUNC_CODE, let block, block[0] >= 4, block[1] & 1 == 1 {
      transparentIndex = Int(block[4])
    }
    while block != nil { try check(DGifGetExtensionNext(file, &block)) }
  }

  /// Passes over the pixels of a frame.
  mutating func skipPixels() throws(FileError) {
    var block: UnsafeMutablePointer<GifByteType>?
    repeat { try check(DGifGetCodeNext(file, &block)) } while block != nil
  }

  /// Decodes the next row that is stored; returns what is wrong with it, nil if nothing is.
  mutating func readRow(into indices: inout [UInt8]) -> String? {
    let status = indices.withUnsafeMutableBufferPointer {
      DGifGetLine(file, $0.baseAddress, Int32($0.count))
    }
    return status == GIF_OK ? nil : Self.text(file.pointee.Error)
  }

  private func check(_ status: Int32) throws(FileError) {
    guard status == GIF_OK else {
      throw FileError(
        .badData, path, found: "damaged GIF data (\(Self.text(file.pointee.Error)))", expected: "a GIF image")
    }
  }

  private static func text(_ code: Int32) -> String {
    GifErrorString(code).map { String(cString: $0) } ?? "unknown"
  }
}

/// The bytes that giflib reads one after the other.
private struct GIFInput {
  let bytes: UnsafeRawBufferPointer
  var offset = 0

  /// Passes over zeros, of which some writers leave too many between records; whether anything follows.
  ///
  /// It takes a pointer, because under Thread Sanitizer Swift 6.3.1 makes invalid code of a mutating call through one.
  static func hasMore(_ input: UnsafeMutablePointer<GIFInput>) -> Bool {
    let bytes = input.pointee.bytes
    let offset = bytes[input.pointee.offset...].firstIndex { $0 != 0 } ?? bytes.count
    input.pointee.offset = offset
    return offset < bytes.count
  }

  /// Copies the next bytes; returns how many there are.
  static func read(
    _ file: UnsafeMutablePointer<GifFileType>?, _ target: UnsafeMutablePointer<GifByteType>?, _ count: Int32
  ) -> Int32 {
    guard let input = file?.pointee.UserData?.assumingMemoryBound(to: GIFInput.self), let target else {
      return 0
    }
    let part = input.pointee.bytes[input.pointee.offset...].prefix(max(Int(count), 0))
    UnsafeMutableRawBufferPointer(start: target, count: part.count).copyBytes(from: part)
    input.pointee.offset += part.count
    return Int32(part.count)
  }
}
