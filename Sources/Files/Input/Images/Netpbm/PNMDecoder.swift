/// Netpbm's formats: PBM, PGM and PPM, plain and binary, PAM of gray and RGB with and without alpha, and PFM. Several pictures
/// in one file are a stack.
///
/// Samples are scaled by the file's own maximum, PBM's so that black is 0; those of PFM are taken as they are. libnetpbm is not
/// used, for it holds global state and ends the process on errors.
struct PNMDecoder: ImageDecoder {
  var name: String { "PNM" }

  func header(_ file: borrowing MappedFile) throws(FileError) -> ImageHeader {
    let first = try PNMPicture(file, at: 0)
    var header = first.header
    var picture = first
    while let page = try next(file, after: picture, number: header.pages.count) {
      picture = try PNMPicture(file, at: page)
      header.pages.append(page)
      guard picture.header == first.header else {
        throw FileError(
          .badData, file.path, found: "\(picture) as picture \(header.pages.count)",
          expected: "\(first) as the first")
      }
    }
    return header
  }

  func decode(
    _ file: borrowing MappedFile, _ header: ImageHeader, page: Int,
    into pixels: UnsafeMutableRawBufferPointer
  ) throws(FileError) {
    let picture = try PNMPicture(file, at: page)
    var single = header
    single.pages = [0]
    guard picture.header == single else { throw broken(file.path, header, "the file has changed") }
    if picture.raster.isPlain {
      var text = PNMText(file.bytes, at: picture.start)
      if let reason = picture.parse(&text, into: pixels) { throw broken(file.path, header, reason) }
      guard text.isAtEnd() || PNMPicture.begins(file.bytes, at: text.offset) else {
        throw excess(file, at: text.offset, number: (header.pages.firstIndex(of: page) ?? 0) + 1)
      }
    } else if let reason = picture.unpack(file.bytes, into: pixels) {
      throw broken(file.path, header, reason)
    }
  }

  /// Where the next picture begins, if one follows a picture.
  ///
  /// - Throws: `.badData` if something else does; behind plain pictures only decoding finds that.
  private func next(
    _ file: borrowing MappedFile, after picture: PNMPicture, number: Int
  ) throws(FileError) -> Int? {
    if picture.raster.isPlain {
      var text = PNMText(file.bytes, at: picture.start)
      return text.nextHeader()
    }
    guard picture.end < file.bytes.count,
      let next = file.bytes[picture.end...].firstIndex(where: { !PNMText.isSpace($0) })
    else { return nil }
    guard PNMPicture.begins(file.bytes, at: next) else { throw excess(file, at: next, number: number) }
    return next
  }

  private func excess(_ file: borrowing MappedFile, at offset: Int, number: Int) -> FileError {
    FileError(
      .badData, file.path, found: "\(file.bytes.count - offset) bytes behind picture \(number)",
      expected: "nothing, or another picture")
  }
}
