import Arrays
import CCodecs

/// What the tags of a TIFF page say of its pixels.
struct TIFFLayout {
  let header: ImageHeader
  let isTiled: Bool
  let isCompressed: Bool
  /// The colours for which the samples stand, if they stand for colours.
  let palette: TIFFPalette?
  /// The planes stored, and the bytes of a row of one.
  let planeCount, rowSize: Int

  /// The bytes of one stored plane.
  var planeSize: Int { rowSize * header.height }

  /// - Throws: `.badData` for a kind of image that is not supported.
  init(_ tiff: borrowing TIFFSession) throws(FileError) {
    let (width, height) = (tiff[TIFFTAG_IMAGEWIDTH, wide: true], tiff[TIFFTAG_IMAGELENGTH, wide: true])
    let channels = tiff[TIFFTAG_SAMPLESPERPIXEL]
    let kind = try TIFFKind(tiff, channels: channels)
    let isPlanar = channels > 1 && tiff[TIFFTAG_PLANARCONFIG] == Int(PLANARCONFIG_SEPARATE)
    palette = kind.palette
    isTiled = TIFFIsTiled(tiff.file) != 0
    isCompressed = tiff[TIFFTAG_COMPRESSION] != Int(COMPRESSION_NONE)
    planeCount = isPlanar ? channels : 1
    rowSize = width * kind.type.byteCount * (isPlanar ? 1 : channels)
    header = ImageHeader(
      width: width, height: height, channels: palette == nil ? channels : 3,
      type: palette == nil ? kind.type : .uint16,
      fullScale: palette == nil ? kind.fullScale : 65535, isColor: kind.isColor, isPlanar: isPlanar,
      isInverted: kind.isInverted, orientation: Orientation(rawValue: tiff[TIFFTAG_ORIENTATION]) ?? .topLeft)
  }
}

/// What the samples of a TIFF are and mean.
private struct TIFFKind {
  let type: SampleType
  let fullScale: Double
  let isColor, isInverted: Bool
  let palette: TIFFPalette?

  init(_ tiff: borrowing TIFFSession, channels: Int) throws(FileError) {
    (type, fullScale) = try Self.samples(tiff)
    let photometric = Int32(tiff[TIFFTAG_PHOTOMETRIC])
    isInverted = photometric == PHOTOMETRIC_MINISWHITE && fullScale > 1
    isColor = ![PHOTOMETRIC_MINISWHITE, PHOTOMETRIC_MINISBLACK].contains(photometric)
    palette = photometric == PHOTOMETRIC_PALETTE && type == .uint8 && channels == 1 ? tiff.palette : nil
    let isSupported =
      switch photometric {
      case PHOTOMETRIC_MINISWHITE, PHOTOMETRIC_MINISBLACK: (1...2).contains(channels)
      case PHOTOMETRIC_RGB: (3...4).contains(channels)
      case PHOTOMETRIC_YCBCR: channels == 3 && tiff.convertsToRGB()
      case PHOTOMETRIC_PALETTE: palette != nil
      default: false
      }
    guard isSupported else {
      throw FileError(
        .badData, tiff.path,
        found: "a TIFF of \(channels) channels and photometric interpretation \(photometric)",
        expected: "gray, RGB or an 8-bit palette")
    }
  }

  private static func samples(_ tiff: borrowing TIFFSession) throws(FileError) -> (SampleType, Double) {
    let (bits, format) = (tiff[TIFFTAG_BITSPERSAMPLE], Int32(tiff[TIFFTAG_SAMPLEFORMAT]))
    switch (format, bits) {
    case (SAMPLEFORMAT_UINT, 8): return (.uint8, 255)
    case (SAMPLEFORMAT_UINT, 16): return (.uint16, 65535)
    case (SAMPLEFORMAT_IEEEFP, 32): return (.float32, 1)
    case (SAMPLEFORMAT_IEEEFP, 64): return (.float64, 1)
    default:
      let names = [
        SAMPLEFORMAT_UINT: "unsigned", SAMPLEFORMAT_INT: "signed", SAMPLEFORMAT_IEEEFP: "floating-point",
      ]
      throw FileError(
        .badData, tiff.path, found: "a TIFF of \(bits)-bit \(names[format] ?? "unknown") samples",
        expected: "8 or 16 bits unsigned, or 32 or 64 bits floating-point")
    }
  }
}

/// The 16-bit colours of an 8-bit palette.
struct TIFFPalette {
  /// 256 numbers each.
  let red, green, blue: [UInt16]

  /// The bytes of a colour.
  static let pixelSize = 6

  /// Replaces `count` bytes at the start of `pixels` by the colours for which they stand.
  func lookUp(_ pixels: UnsafeMutableRawBufferPointer, count: Int) {
    for index in (0..<count).reversed() {
      let color = Int(pixels[index])
      for (channel, table) in [red, green, blue].enumerated() {
        pixels.storeBytes(
          of: table[color], toByteOffset: Self.pixelSize * index + 2 * channel, as: UInt16.self)
      }
    }
  }
}
