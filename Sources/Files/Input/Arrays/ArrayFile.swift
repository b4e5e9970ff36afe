import Arrays

/// An array, in a file of its own or in an archive, of which the header is read.
struct ArrayFile {
  /// The array as it was named: the file, or `FILE.npz:NAME`.
  let path: String
  let header: ArrayHeader
  private let format: FileFormat
  /// Where in an archive it is.
  private let entry: NumPyArchive.Entry?

  /// - Parameters:
  ///   - format: NPY, NPZ, IDX or gzipped IDX.
  ///   - wanted: What is looked for in an archive where the path names none of its arrays, for the error.
  ///   - fits: Whether an array of such axes is looked for.
  /// - Throws: `.badData` if the header is damaged, of another format, or of no real numbers.
  init(
    _ path: String, _ format: FileFormat, _ file: borrowing MappedFile, wanted: String,
    where fits: ([Int]) -> Bool
  ) throws(FileError) {
    (self.path, self.format) = (path, format)
    switch format {
    case .npy: (header, entry) = (try ArrayHeader(NPYHeader(file.bytes, path), path), nil)
    case .idx: (header, entry) = (try IDXHeader.read(file.bytes, path), nil)
    case .gzippedIDX: (header, entry) = (try IDXHeader.read(gzipped: path), nil)
    case .npz:
      let entry = try NumPyArchive(file.path).entry(
        named: ArchiveMember(path)?.name, wanted: wanted
      ) { header in (try? ArrayHeader(header, path)) != nil && fits(header.dimensions) }
      (header, self.entry) = (try ArrayHeader(entry.header, path), entry)
    default: preconditionFailure("\(format) is no format of arrays")
    }
  }

  /// The frames of the array.
  ///
  /// - Parameters:
  ///   - header: That of the array, perhaps with another full scale.
  ///   - rank: The trailing axes of a frame.
  /// - Throws: `.badData` if the file is not as long as the header says, or has no such frames.
  func source(
    _ header: ArrayHeader, _ file: borrowing MappedFile, rank: Int
  ) throws(FileError) -> any FrameSource {
    let layout = try ArrayLayout(header, of: path, rank: rank)
    let name = file.path
    if let entry {
      try layout.check(fileSize: entry.byteCount, path: path)
      return try StreamedArraySource(layout, of: path, in: file) { () throws(FileError) in
        try ZipCursor(name, entry: entry.name)
      }
    }
    guard format == .gzippedIDX else { return try ArraySource(layout, file) }
    return try StreamedArraySource(layout, of: path, in: file) { () throws(FileError) in try GzipCursor(name)
    }
  }
}
