/// The formats of input files. Contents tell them apart; names only decide which files of a folder are read.
package enum FileFormat: CaseIterable, Sendable {
  case png, jpeg, tiff, gif, bmp, webp, pnm, npy, npz, idx, gzippedIDX, sound, nifti, gzippedNIfTI, fits

  /// The endings, in lower case, of the names of such files.
  package var nameEndings: [String] {
    switch self {
    case .png: [".png"]
    case .jpeg: [".jpg", ".jpeg", ".jpe", ".jfif"]
    case .tiff: [".tif", ".tiff"]
    case .gif: [".gif"]
    case .bmp: [".bmp", ".dib"]
    case .webp: [".webp"]
    case .pnm: [".pbm", ".pgm", ".ppm", ".pnm", ".pam", ".pfm"]
    case .npy: [".npy"]
    case .npz: [".npz"]
    case .idx: [".idx", "idx3-ubyte"]
    case .gzippedIDX: [".idx.gz", "idx3-ubyte.gz"]
    case .sound: SoundContainer.nameEndings
    case .nifti: [".nii"]
    case .gzippedNIfTI: [".nii.gz"]
    case .fits: [".fits", ".fit", ".fts"]
    }
  }

  /// The list of all formats, as messages write it.
  package static let list =
    """
    PNG, JPEG, TIFF, GIF, BMP, WebP, PBM, PGM, PPM, PAM, PFM, NPY, NPZ, IDX, IDX.gz, WAV, AIFF, AU, CAF, W64, FLAC, Ogg, MP3, SPHERE, \
    NIfTI or FITS
    """

  /// Whether a file of this name probably has one of the formats that a folder is searched for.
  package static func isKnownName(_ name: String) -> Bool { format(ofName: name) != nil }

  /// Whether a file holds one picture or one sound that is not cut, and not perhaps several: by its contents or, where it cannot be
  /// read, by its name.
  static func isSingleEntry(_ path: String, _ options: InputOptions) -> Bool {
    switch format(ofContents: path) ?? format(ofName: path) {
    case nil, .npy, .npz, .idx, .gzippedIDX, .tiff, .pnm, .fits: false
    case .sound: options.sounds.window == nil
    default: true
    }
  }

  private static func format(ofContents path: String) -> FileFormat? {
    guard let file = try? MappedFile(path) else { return nil }
    return try? FileFormat(of: file)
  }

  private static func format(ofName name: String) -> FileFormat? {
    let name = name.lowercased()
    return allCases.first { $0.nameEndings.contains { name.hasSuffix($0) } }
  }

  /// Whether a file that begins with `bytes` is of this format.
  private func matches(_ bytes: UnsafeRawBufferPointer) -> Bool {
    switch self {
    case .png: bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
    // Behind FF F7 follows JPEG-LS, which is another format.
    case .jpeg: bytes.starts(with: [0xFF, 0xD8, 0xFF]) && bytes.dropFirst(3).first != 0xF7
    case .tiff: Self.tiffMarks.contains { bytes.starts(with: $0) }
    case .gif: Self.gifMarks.contains { bytes.starts(with: $0.utf8) }
    case .bmp: BMPHeader.begins(bytes)
    case .webp: bytes.starts(with: "RIFF".utf8) && bytes.dropFirst(8).starts(with: "WEBP".utf8)
    case .pnm: PNMPicture.begins(bytes, at: 0)
    case .npy: bytes.starts(with: NPYHeader.magicNumber)
    case .npz: Self.isArchive(bytes)
    case .idx: bytes.count >= 4 && bytes[0] == 0 && bytes[1] == 0 && IDXHeader.types[bytes[2]] != nil
    case .gzippedIDX: bytes.starts(with: [0x1F, 0x8B])
    case .sound: SoundContainer(bytes) != nil
    case .nifti: NIfTIHeader.begins(bytes)
    // Told by what is compressed.
    case .gzippedNIfTI: false
    case .fits: bytes.has("SIMPLE  =", at: 0)
    }
  }

  /// Whether a file begins as a ZIP archive.
  static func isArchive(_ bytes: UnsafeRawBufferPointer) -> Bool { bytes.starts(with: [0x50, 0x4B, 3, 4]) }

  /// Classic and big TIFF of either byte order.
  private static let tiffMarks: [[UInt8]] = [
    [0x49, 0x49, 42, 0], [0x4D, 0x4D, 0, 42], [0x49, 0x49, 43, 0], [0x4D, 0x4D, 0, 43],
  ]

  private static let gifMarks = ["GIF87a", "GIF89a"]

  /// - Throws: `.badData` if the file begins like none of the formats.
  package init(of file: borrowing MappedFile) throws(FileError) {
    for format in Self.allCases where format.matches(file.bytes) {
      let isNIfTI = format == .gzippedIDX && NIfTIHeader.begins(gzipped: file.path)
      self = isNIfTI ? .gzippedNIfTI : format
      return
    }
    let foreign = ForeignFormat(file.bytes)
    throw FileError(
      .badData, file.path, found: foreign?.name ?? Self.describe(file.bytes),
      expected: foreign?.remedy ?? Self.list)
  }

  /// What a file of no known format seems to be.
  private static func describe(_ bytes: UnsafeRawBufferPointer) -> String {
    let start = bytes.prefix(16)
    if start.isEmpty { return "an empty file" }
    let isText = start.allSatisfy { (0x20..<0x7F).contains($0) || (0x09...0x0D).contains($0) }
    if isText { return "text" }
    let digits = start.prefix(4).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
    return "an unknown format that begins with the bytes \(digits.joined(separator: " "))"
  }
}

extension FileFormat {
  /// Opens a file of any format, or an array of an archive, and reads its header.
  ///
  /// - Throws: `.noInput` if it cannot be read, `.badData` if its header is of no known format or wrong, `.usage` if an option concerns
  ///   other inputs.
  package static func open(_ path: String, _ options: InputOptions) throws(FileError) -> any FrameSource {
    let file = try MappedFile(ArchiveMember.file(of: path))
    let format = try FileFormat(of: file)
    switch format {
    case .png: return try ImageSource(file, PNGDecoder(), options)
    case .jpeg: return try ImageSource(file, JPEGDecoder(), options)
    case .tiff: return try ImageSource(file, TIFFDecoder(), options)
    case .gif: return try ImageSource(file, GIFDecoder(), options)
    case .bmp: return try ImageSource(file, BMPDecoder(), options)
    case .webp: return try ImageSource(file, WebPDecoder(), options)
    case .pnm: return try ImageSource(file, PNMDecoder(), options)
    case .npy, .npz, .idx, .gzippedIDX:
      try options.check(.array, path)
      let rank = options.arrayRank
      try options.check(signalsOf: rank, path)
      let wanted = rank == 2 ? "images" : "arrays of signals of rank \(rank)"
      let array = try ArrayFile(path, format, file, wanted: wanted) { $0.count >= rank }
      return try array.source(array.header.rescaled(options.rescaling), file, rank: rank)
    case .sound: return try SoundSource(file.path, options)
    case .nifti, .gzippedNIfTI: return try VolumeSource(file, isCompressed: format == .gzippedNIfTI, options)
    case .fits: return try FITSSource(file, options)
    }
  }
}
