extension FileFormat {
  /// Opens a file of any format and reads its header.
  ///
  /// - Throws: `.noInput` if it cannot be read, `.badData` if its header is of no known format or wrong.
  package static func open(_ path: String, _ options: InputOptions) throws(FileError) -> any FrameSource {
    let file = try MappedFile(path)
    switch try FileFormat(of: file) {
    case .png: return try ImageSource(file, PNGDecoder(), options)
    case .jpeg: return try ImageSource(file, JPEGDecoder(), options)
    case .tiff: return try ImageSource(file, TIFFDecoder(), options)
    case .pnm: return try ImageSource(file, PNMDecoder(), options)
    case .npy:
      let header = try npyHeader(file)
      return try ArraySource(ArrayLayout(header, of: path, rank: options.rank), file)
    case .idx:
      return try ArraySource(ArrayLayout(idxHeader(file), of: path, rank: options.rank), file)
    case .gzippedIDX: return try GzippedArraySource(file, rank: options.rank)
    }
  }

  private static func npyHeader(_ file: borrowing MappedFile) throws(FileError) -> ArrayHeader {
    try ArrayHeader(NPYHeader(file.bytes, file.path), file.path)
  }

  private static func idxHeader(_ file: borrowing MappedFile) throws(FileError) -> ArrayHeader {
    try IDXHeader.read(file.bytes, file.path)
  }
}
