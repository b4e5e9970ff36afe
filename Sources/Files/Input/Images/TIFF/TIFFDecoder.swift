import CCodecs

/// TIFF in strips or tiles, channels together or apart, compressed as libtiff can; the pages of a stack must be of one size and
/// kind. Gray of either polarity, RGB and palettes, of 1- to 16- and 32-bit unsigned, 8-, 16- and 32-bit signed, and 16-, 32- and
/// 64-bit floating-point samples. Signed, 32-bit and floating-point samples are taken as they are.
struct TIFFDecoder: ImageDecoder {
  var name: String { "TIFF" }

  /// Beyond deflate, as LZMA and Zstandard compress flat pictures: only gross lies are found out by it.
  private static let expansion = 1 << 16

  func header(_ file: borrowing MappedFile) throws(FileError) -> ImageHeader {
    let stack = try TIFFStack(file)
    let expansion = (stack.layout.isCompressed ? Self.expansion : 1) * stack.layout.unpackedExpansion
    let header = try stack.header.checked(file.path, fileSize: file.bytes.count, expansion: expansion)
    guard header.byteCount / expansion <= file.bytes.count / header.pages.count else {
      throw FileError(
        .badData, file.path,
        found: "\(header.pages.count) pages of \(header.shape) in a file of \(file.bytes.count) bytes",
        expected: "a file that can hold so many pixels")
    }
    return header
  }

  func decode(
    _ file: borrowing MappedFile, _ header: ImageHeader, page: Int,
    into pixels: UnsafeMutableRawBufferPointer
  ) throws(FileError) {
    let tiff = try TIFFSession(file)
    try tiff.go(to: page)
    let layout = try TIFFLayout(tiff)
    guard layout.header.isPage(of: header) else { throw broken(file.path, header, "the file has changed") }
    for plane in 0..<layout.planeCount {
      let part = UnsafeMutableRawBufferPointer(
        rebasing: pixels[(plane * layout.planeSize)...].prefix(layout.planeSize))
      let isRead =
        layout.isTiled ? try tiff.readTiles(layout, plane, part) : tiff.readStrips(layout, plane, part)
      guard isRead else { throw failure(tiff.reason, file.path, header) }
      layout.unpack(part)
    }
    layout.palette?.lookUp(pixels, count: header.pixelCount)
  }

  private func failure(_ reason: String, _ path: String, _ header: ImageHeader) -> FileError {
    guard LibraryRefusal.isMeant(by: reason) else { return broken(path, header, reason) }
    return FileError(
      .badData, path, found: "TIFF data of a kind that libtiff does not decode (\(reason))",
      expected: "one that it does")
  }
}

extension ImageHeader {
  /// Whether this describes pixels as `stack` does, wherever its pages are.
  fileprivate func isPage(of stack: ImageHeader) -> Bool {
    var page = self
    page.pages = stack.pages
    return page == stack
  }
}
