extension FileFormat {
  /// Opens a file of any format and reads its header.
  ///
  /// - Throws: `.noInput` if it cannot be read, `.badData` if its header is of no known format or wrong.
  package static func open(_ path: String, _ options: InputOptions) throws(FileError) -> any FrameSource {
    let file = try MappedFile(path)
    let format = try FileFormat(of: file)
    switch format {
    case .png: return try ImageSource(file, PNGDecoder(), options)
    case .jpeg: return try ImageSource(file, JPEGDecoder(), options)
    case .tiff: return try ImageSource(file, TIFFDecoder(), options)
    case .pnm: return try ImageSource(file, PNMDecoder(), options)
    case .npy, .idx: return try ArraySource(layout(format, file, options), file)
    case .gzippedIDX: return try GzippedArraySource(layout(format, file, options), file)
    }
  }

  private static func layout(
    _ format: FileFormat, _ file: borrowing MappedFile, _ options: InputOptions
  ) throws(FileError) -> ArrayLayout {
    try ArrayLayout(ArrayHeader(format, file), of: file.path, rank: options.rank)
  }
}
