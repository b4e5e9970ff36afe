import CCodecs

/// TIFF of one page, in strips or tiles, channels together or apart, compressed as libtiff can: 8- and 16-bit
/// unsigned, 32- and 64-bit floating-point; gray of either polarity, RGB and palettes. Floating-point samples
/// are taken as they are.
struct TIFFDecoder: ImageDecoder {
  var name: String { "TIFF" }

  /// Beyond deflate, as LZMA and Zstandard compress flat pictures: only gross lies are found out by it.
  private static let expansion = 1 << 16

  func header(_ file: borrowing MappedFile) throws(FileError) -> ImageHeader {
    let tiff = try TIFFSession(file.path)
    let layout = try TIFFLayout(tiff)
    guard !tiff.hasMorePages() else {
      throw FileError(.badData, file.path, found: "a TIFF of several pages", expected: "one page a file")
    }
    let expansion =
      (layout.isCompressed ? Self.expansion : 1) * (layout.palette == nil ? 1 : TIFFPalette.pixelSize)
    return try layout.header.checked(file.path, fileSize: file.bytes.count, expansion: expansion)
  }

  func decode(
    _ file: borrowing MappedFile, _ header: ImageHeader, page: Int,
    into pixels: UnsafeMutableRawBufferPointer
  ) throws(FileError) {
    let tiff = try TIFFSession(file.path)
    let layout = try TIFFLayout(tiff)
    guard layout.header == header else { throw broken(file.path, header, "the file has changed") }
    for plane in 0..<layout.planeCount {
      let part = UnsafeMutableRawBufferPointer(
        rebasing: pixels[(plane * layout.planeSize)...].prefix(layout.planeSize))
      let isRead =
        layout.isTiled ? try tiff.readTiles(layout, plane, part) : tiff.readStrips(layout, plane, part)
      guard isRead else { throw broken(file.path, header, tiff.reason) }
    }
    layout.palette?.lookUp(pixels, count: header.pixelCount)
  }
}
