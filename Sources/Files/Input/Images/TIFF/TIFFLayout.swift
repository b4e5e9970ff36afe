import CCodecs

/// What the tags of a TIFF page say of its pixels.
struct TIFFLayout {
  let header: ImageHeader
  let isTiled: Bool
  let isCompressed: Bool
  /// The colours for which the samples stand, if they stand for colours.
  let palette: TIFFPalette?
  let samples: TIFFSamples
  /// The planes stored, and the samples that a pixel has in each.
  let planeCount, samplesPerPixel: Int

  /// - Throws: `.badData` for a kind of image that is not supported.
  init(_ tiff: borrowing TIFFSession) throws(FileError) {
    let channels = tiff[TIFFTAG_SAMPLESPERPIXEL]
    let kind = try TIFFKind(tiff, channels: channels)
    let isPlanar = channels > 1 && tiff[TIFFTAG_PLANARCONFIG] == Int(PLANARCONFIG_SEPARATE)
    (palette, samples) = (kind.palette, kind.samples)
    isTiled = TIFFIsTiled(tiff.file) != 0
    isCompressed = tiff[TIFFTAG_COMPRESSION] != Int(COMPRESSION_NONE)
    (planeCount, samplesPerPixel) = isPlanar ? (channels, 1) : (1, channels)
    header = ImageHeader(
      width: tiff[TIFFTAG_IMAGEWIDTH, wide: true], height: tiff[TIFFTAG_IMAGELENGTH, wide: true],
      channels: palette == nil ? channels : 3, type: palette == nil ? samples.type : .uint16,
      fullScale: palette == nil ? samples.fullScale : 65535, isColor: kind.isColor, isPlanar: isPlanar,
      isInverted: kind.isInverted, orientation: Orientation(rawValue: tiff[TIFFTAG_ORIENTATION]) ?? .topLeft)
  }

  /// The bytes of one plane once each of its samples has bytes of its own.
  var planeSize: Int { header.width * samplesPerPixel * samples.type.byteCount * header.height }

  /// Whether samples begin anywhere in a byte.
  var isPacked: Bool { samples.bits != 8 * samples.type.byteCount }

  /// The bytes of `width` pixels of a stored plane.
  func storedSize(width: Int) -> Int { (width * samplesPerPixel * samples.bits + 7) / 8 }

  /// The bytes of pixels that a byte of the uncompressed file becomes at the most.
  var unpackedExpansion: Int {
    let bits = palette == nil ? 8 * samples.type.byteCount : 8 * TIFFPalette.pixelSize
    return (bits + samples.bits - 1) / samples.bits
  }

  /// Turns a plane as it is stored into samples with bytes of their own.
  func unpack(_ plane: UnsafeMutableRawBufferPointer) {
    guard isPacked else { return }
    PackedSamples.unpack(
      plane, rowCount: header.height, rowSize: storedSize(width: header.width),
      rowLength: header.width * samplesPerPixel, bits: samples.bits)
  }
}
