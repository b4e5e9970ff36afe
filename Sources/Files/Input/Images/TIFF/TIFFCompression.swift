import CCodecs

/// The compressions of TIFF by their names.
enum TIFFCompression {
  /// - Throws: `.badData` if libtiff, as it is installed, cannot decode what a page is compressed with.
  static func check(_ tiff: borrowing TIFFSession) throws(FileError) {
    let number = tiff[TIFFTAG_COMPRESSION]
    guard TIFFIsCODECConfigured(UInt16(number)) == 0 else { return }
    throw FileError(
      .badData, tiff.path,
      found: "a TIFF compressed with \(names[number] ?? "an unknown method") (\(number))",
      expected: "a compression that libtiff decodes here (tifffile with imagecodecs reads many more)")
  }

  /// Those that libtiff has not, or may have been built without.
  private static let names = [
    2: "CCITT modified Huffman", 3: "CCITT Group 3", 4: "CCITT Group 4", 5: "LZW", 6: "old-style JPEG",
    7: "JPEG", 8: "Deflate", 9: "JBIG", 10: "JBIG", 22610: "JPEG XR", 32766: "NeXT", 32771: "CCITT RLE/W",
    32773: "PackBits", 32809: "ThunderScan", 32895: "IT8 CT", 32896: "IT8 LW", 32897: "IT8 MP",
    32898: "IT8 BL", 32908: "PixarFilm", 32909: "PixarLog", 32946: "Deflate", 32947: "Kodak DCS",
    33003: "JPEG 2000", 33004: "JPEG 2000", 33005: "JPEG 2000", 33007: "JPEG", 34661: "JBIG",
    34676: "SGI LogLuv", 34677: "SGI LogLuv", 34712: "JPEG 2000", 34713: "Nikon NEF", 34715: "JBIG2",
    34887: "LERC", 34892: "lossy JPEG", 34925: "LZMA", 34926: "Zstandard", 34927: "WebP", 34933: "PNG",
    34934: "JPEG XR", 48124: "Jetraw", 50000: "Zstandard", 50001: "WebP", 50002: "JPEG XL",
    52546: "JPEG XL", 65000: "Kodak DCR", 65535: "Pentax PEF",
  ]
}
