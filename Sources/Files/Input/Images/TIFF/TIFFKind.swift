import Arrays
import CCodecs

/// What the samples of a TIFF are and mean.
struct TIFFKind {
  let samples: TIFFSamples
  let isColor, isInverted: Bool
  let palette: TIFFPalette?

  /// - Throws: `.badData` for a kind of image that is not supported.
  init(_ tiff: borrowing TIFFSession, channels: Int) throws(FileError) {
    try TIFFCompression.check(tiff)
    let depth = tiff[TIFFTAG_IMAGEDEPTH, wide: true]
    guard depth <= 1 else {
      throw FileError(
        .badData, tiff.path, found: "a TIFF volume of \(depth) slices in one directory",
        expected: "one directory a slice: tifffile reads such a volume (imread), and writes it so (imwrite)")
    }
    let meaning = Int32(tiff[TIFFTAG_PHOTOMETRIC])
    guard Self.isSupported(meaning, channels, tiff) else {
      throw FileError(
        .badData, tiff.path, found: Self.describe(meaning, channels),
        expected: "gray, RGB or a palette, with or without alpha")
    }
    samples = try TIFFSamples(tiff)
    isInverted = meaning == PHOTOMETRIC_MINISWHITE && samples.isScaled
    isColor = ![PHOTOMETRIC_MINISWHITE, PHOTOMETRIC_MINISBLACK].contains(meaning)
    let hasPalette = meaning == PHOTOMETRIC_PALETTE
    palette = hasPalette && samples.type == .uint8 ? tiff.palette(bits: samples.bits) : nil
    if hasPalette, palette == nil {
      throw FileError(
        .badData, tiff.path, found: "a TIFF of \(samples.bits)-bit samples without a palette for them",
        expected: "a palette of up to 8 bits")
    }
  }

  private static func isSupported(
    _ meaning: Int32, _ channels: Int, _ tiff: borrowing TIFFSession
  ) -> Bool {
    switch meaning {
    case PHOTOMETRIC_MINISWHITE, PHOTOMETRIC_MINISBLACK: (1...2).contains(channels)
    case PHOTOMETRIC_RGB: (3...4).contains(channels)
    case PHOTOMETRIC_YCBCR: channels == 3 && tiff.convertsToRGB()
    case PHOTOMETRIC_PALETTE: channels == 1
    default: false
    }
  }

  /// A picture that is not supported, with its article.
  private static func describe(_ meaning: Int32, _ channels: Int) -> String {
    guard let name = names[meaning] else {
      return "a TIFF of unknown colours (photometric interpretation \(meaning)) in \(channels) channels"
    }
    return "\(name) TIFF of \(channels) channel\(channels == 1 ? "" : "s")"
  }

  private static let names: [Int32: String] = [
    PHOTOMETRIC_MINISWHITE: "a gray", PHOTOMETRIC_MINISBLACK: "a gray", PHOTOMETRIC_RGB: "an RGB",
    PHOTOMETRIC_PALETTE: "a palette", PHOTOMETRIC_MASK: "a transparency-mask",
    PHOTOMETRIC_SEPARATED: "a CMYK", PHOTOMETRIC_YCBCR: "a YCbCr, not JPEG-compressed,",
    PHOTOMETRIC_CIELAB: "a CIELab", PHOTOMETRIC_ICCLAB: "an ICCLab", PHOTOMETRIC_ITULAB: "an ITULab",
    PHOTOMETRIC_CFA: "a raw (colour filter array)", PHOTOMETRIC_LOGL: "a LogL",
    PHOTOMETRIC_LOGLUV: "a LogLuv",
  ]
}

/// How the samples of a TIFF are stored, and what they are delivered as.
struct TIFFSamples {
  /// The bits of a stored sample.
  let bits: Int
  /// The type that is delivered.
  let type: SampleType
  /// Whether samples stand for a share of the largest one, as unsigned ones of up to 16 bits do.
  let isScaled: Bool

  /// The sample that stands for 1.
  var fullScale: Double { isScaled ? Double(1 << bits - 1) : 1 }

  /// - Throws: `.badData` for samples of other kinds.
  init(_ tiff: borrowing TIFFSession) throws(FileError) {
    bits = tiff[TIFFTAG_BITSPERSAMPLE]
    let format = Int32(tiff[TIFFTAG_SAMPLEFORMAT])
    let isUnsigned = [SAMPLEFORMAT_UINT, SAMPLEFORMAT_VOID].contains(format)
    isScaled = isUnsigned && (1...16).contains(bits)
    let unscaled = Self.types[isUnsigned ? SAMPLEFORMAT_UINT : format]?[bits]
    guard let type = isScaled ? (bits <= 8 ? .uint8 : .uint16) : unscaled else {
      throw FileError(
        .badData, tiff.path, found: "a TIFF of \(bits)-bit \(Self.names[format] ?? "unknown") samples",
        expected: "1 to 16 or 32 bits unsigned, 8, 16 or 32 bits signed, or 16, 32 or 64 bits floating-point")
    }
    self.type = type
  }

  /// The types that are taken as they are, by sample format and bits.
  private static let types: [Int32: [Int: SampleType]] = [
    SAMPLEFORMAT_UINT: [32: .uint32], SAMPLEFORMAT_INT: [8: .int8, 16: .int16, 32: .int32],
    SAMPLEFORMAT_IEEEFP: [16: .float16, 32: .float32, 64: .float64],
  ]
  private static let names = [
    SAMPLEFORMAT_UINT: "unsigned", SAMPLEFORMAT_VOID: "unsigned", SAMPLEFORMAT_INT: "signed",
    SAMPLEFORMAT_IEEEFP: "floating-point", SAMPLEFORMAT_COMPLEXINT: "complex integer",
    SAMPLEFORMAT_COMPLEXIEEEFP: "complex",
  ]
}
