/// Reads the images of one format.
protocol ImageDecoder: Sendable {
  /// The format's name, for messages.
  var name: String { get }

  /// Reads as much of a file as its header takes.
  ///
  /// - Throws: `.badData` if the header is damaged, implausible, or of a kind not supported.
  func header(_ file: borrowing MappedFile) throws(FileError) -> ImageHeader

  /// Decodes all pixels, row by row from the top as they are stored.
  ///
  /// - Precondition: `header` was read from this file, and `pixels`, zeroed, holds `header.byteCount` bytes.
  /// - Throws: `.badData` if pixels are missing or damaged.
  func decode(
    _ file: borrowing MappedFile, _ header: ImageHeader, into pixels: UnsafeMutableRawBufferPointer
  ) throws(FileError)
}

extension ImageDecoder {
  /// The error of an image whose header is fine and whose pixels are not.
  func broken(_ path: String, _ header: ImageHeader, _ reason: String) -> FileError {
    FileError(
      .badData, path, found: "damaged \(name) data (\(reason))",
      expected: "a whole image of \(header.height) x \(header.width)")
  }
}
