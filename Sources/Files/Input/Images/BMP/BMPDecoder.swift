import CCodecs

/// BMP that is not compressed, of 1, 4, 8, 16, 24 and 32 bits, through stb_image, with Pillow's values.
///
/// stb_image unpacks pixels alone, behind a header that is written anew: of files' own it misreads several kinds, and where
/// colours or pixels are missing it takes what it finds in memory, or zeros.
struct BMPDecoder: ImageDecoder {
  var name: String { "BMP" }

  func header(_ file: borrowing MappedFile) throws(FileError) -> ImageHeader {
    let bitmap = try BMPHeader(file)
    let header = try bitmap.image.checked(
      file.path, fileSize: file.bytes.count, expansion: bitmap.expansion)
    // stb_image counts in 32 bits.
    guard max(header.byteCount, BMPHeader.canonicalSize + bitmap.rasterSize) <= Int32.max else {
      throw FileError(
        .badData, file.path, found: "a BMP of \(header.height) x \(header.width)",
        expected: "less than 2^31 bytes of pixels")
    }
    return header
  }

  func decode(
    _ file: borrowing MappedFile, _ header: ImageHeader, page: Int,
    into pixels: UnsafeMutableRawBufferPointer
  ) throws(FileError) {
    let bitmap = try BMPHeader(file)
    guard bitmap.image == header else { throw broken(file.path, header, "the file has changed") }
    let rest = file.bytes[min(bitmap.offset, file.bytes.count)...]
    // The last row may do without the bytes that make it a multiple of four.
    guard rest.count >= bitmap.rasterSize - bitmap.padding else {
      throw broken(file.path, header, "\(rest.count) bytes of \(bitmap.rasterSize)")
    }
    let head = bitmap.canonical
    let isDecoded = try withZeroedBytes(count: head.count + bitmap.rasterSize, for: file.path) {
      (bytes) throws(FileError) in
      bytes.copyBytes(from: head)
      UnsafeMutableRawBufferPointer(rebasing: bytes[head.count...]).copyBytes(
        from: rest.prefix(bitmap.rasterSize))
      return ccodecs_bmp_decode(
        bytes.baseAddress, Int32(bytes.count), Int32(header.channels), pixels.baseAddress, pixels.count) == 1
    }
    guard isDecoded else { throw broken(file.path, header, "no memory") }
    bitmap.masks?.scale(pixels, channels: header.channels)
  }
}
