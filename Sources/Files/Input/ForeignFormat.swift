/// A kind of file that is known and not read.
struct ForeignFormat {
  /// With its article, for messages.
  let name: String
  /// What reads it, or makes something of it that is read here.
  let remedy: String
  /// The bytes that tell it, and where in the file they stand.
  private let mark: [UInt8]
  private let offset: Int

  private init(_ name: String, _ remedy: String, _ mark: [UInt8], at offset: Int = 0) {
    (self.name, self.remedy, self.mark, self.offset) = (name, remedy, mark, offset)
  }

  private init(_ name: String, _ remedy: String, _ mark: String, at offset: Int = 0) {
    self.init(name, remedy, Array(mark.utf8), at: offset)
  }

  /// The kind of a file that begins with `bytes`; nil for what is none of the kinds.
  init?(_ bytes: UnsafeRawBufferPointer) {
    guard let format = Self.all.first(where: { bytes.dropFirst($0.offset).starts(with: $0.mark) }) else {
      return nil
    }
    self = format
  }

  private static let toNumPy = "an image or array (numpy.save writes one)"

  /// Kinds with longer marks before those that theirs begin with.
  private static let all: [ForeignFormat] =
    [
      .init("an AVI video", "single pictures (ffmpeg writes them)", "AVI ", at: 8),
      .init(
        "a MATLAB file", "a NumPy array (scipy.io.loadmat and numpy.save make one)", "MATLAB 5.0 MAT-file"),
      .init("a MATLAB 7.3 file", "a NumPy array (h5py and numpy.save make one)", "MATLAB 7.3 MAT-file"),
      .init(
        "an HDF5 file", "a NumPy array (h5py and numpy.save make one)", [0x89] + Array("HDF\r\n\u{1A}\n".utf8)
      ),
      .init("a NetCDF file", "a NumPy array (xarray and numpy.save make one)", "CDF\u{1}"),
      .init("a NetCDF file", "a NumPy array (xarray and numpy.save make one)", "CDF\u{2}"),
      .init("a NetCDF file", "a NumPy array (xarray and numpy.save make one)", "CDF\u{5}"),
      .init("a DICOM file", "a NumPy array (pydicom and numpy.save make one)", "DICM", at: 128),
      .init("a JPEG 2000 image", "PNG or TIFF (Pillow reads it)", [0, 0, 0, 12] + Array("jP  ".utf8)),
      .init("a JPEG 2000 code stream", "PNG or TIFF (Pillow reads it)", [0xFF, 0x4F, 0xFF, 0x51]),
      .init("a JPEG XL image", "PNG or TIFF (djxl writes PNG)", [0, 0, 0, 12] + Array("JXL ".utf8)),
      .init("a JPEG XL code stream", "PNG or TIFF (djxl writes PNG)", [0xFF, 0x0A]),
      .init("an OpenEXR image", "TIFF (OpenImageIO reads it)", [0x76, 0x2F, 0x31, 0x01]),
      .init("a Radiance HDR image", "TIFF (OpenImageIO reads it)", "#?RADIANCE"),
      .init("a Photoshop file", "PNG or TIFF (psd-tools reads it)", "8BPS"),
      .init("a JPEG-LS image", "PNG or TIFF (imagecodecs reads it)", [0xFF, 0xD8, 0xFF, 0xF7]),
      .init("a PDF document", "PNG (pdftoppm writes it)", "%PDF"),
      .init("a Parquet table", toNumPy, "PAR1"),
      .init("a 7z archive", "its contents", [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]),
      .init("a bzip2 archive", "its contents", "BZh"),
      .init("an xz archive", "its contents", [0xFD] + Array("7zXZ\0".utf8)),
      .init("a Zstandard archive", "its contents", [0x28, 0xB5, 0x2F, 0xFD]),
      .init("a tar archive", "its contents", "ustar", at: 257),
      .init(
        "a Python pickle", "a NumPy array (numpy.save(..., allow_pickle=False) writes one)", [0x80, 4, 0x95]),
      .init(
        "a Python pickle", "a NumPy array (numpy.save(..., allow_pickle=False) writes one)", [0x80, 5, 0x95]),
      .init("a program", toNumPy, [0x7F] + Array("ELF".utf8)),
    ] + isoMedia

  /// Containers of one standard, which their brand tells apart.
  private static let isoMedia: [ForeignFormat] =
    ["heic", "heix", "hevc", "heim", "heis", "mif1", "msf1", "avif", "avis"].map {
      .init("a HEIF or AVIF image", "PNG or TIFF (pillow-heif reads it)", "ftyp\($0)", at: 4)
    } + [.init("an MP4 or MOV video", "single pictures (ffmpeg writes them)", "ftyp", at: 4)]
}
