import Arrays
import Files
import Foundation
import TestSupport
import Testing

/// What is special in GIF, BMP and WebP; the fixtures hold the usual. Expected colours are Pillow's.
@Suite struct InputWebImageTests {
  private let folder = TemporaryFolder()

  /// The colours of a file's pixels in the order of its rows.
  private func colors(_ file: [UInt8]) throws -> (InputSet, [[Double]]) {
    let set = try InputSet(
      paths: [folder.write("a", file)], options: InputOptions(color: .rgb, rescaling: .none))
    let samples = try readAll(set, as: Double.self)
    let count = set.shape.count
    return (set, (0..<count).map { pixel in (0..<3).map { samples[$0 * count + pixel] } })
  }

  private func expectBad(
    _ file: [UInt8], _ words: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let error = fault([folder.write("a", file)])
    #expect(error?.kind == .badData, sourceLocation: sourceLocation)
    let sentence = error?.description ?? "no error"
    #expect(sentence.contains(words), "\(sentence)", sourceLocation: sourceLocation)
  }

  // GIF

  /// A GIF's start with two colours or none.
  private func screen(_ width: UInt16, _ height: UInt16, hasColors: Bool = true) -> [UInt8] {
    Array("GIF89a".utf8) + width.littleEndianBytes + height.littleEndianBytes + [hasColors ? 0x80 : 0, 0, 0]
      + (hasColors ? first + second : [])
  }

  private let first: [UInt8] = [10, 20, 30]
  private let second: [UInt8] = [40, 50, 60]

  /// A frame whose pixels are codes of nine bits, without compression.
  private func frame(left: UInt16 = 0, top: UInt16 = 0, width: UInt16, _ indices: [UInt8]) -> [UInt8] {
    var bits: [UInt8] = []
    for code in [256] + indices.map(Int.init) + [257] { bits += (0..<9).map { UInt8(code >> $0 & 1) } }
    bits += [UInt8](repeating: 0, count: -bits.count & 7)
    let bytes = stride(from: 0, to: bits.count, by: 8).map { start in
      (0..<8).reduce(UInt8(0)) { $0 | bits[start + $1] << $1 }
    }
    let height = width == 0 ? 0 : UInt16(indices.count) / width
    let place = [left, top, width, height].flatMap(\.littleEndianBytes)
    return Array(",".utf8) + place + [0, 8, UInt8(bytes.count)] + bytes + [0]
  }

  private let end = Array(";".utf8)
  private let transparentSecond: [UInt8] = [0x21, 0xF9, 4, 1, 0, 0, 1, 0]

  @Test func framesStandOnTheScreen() throws {
    let frame = frame(left: 1, top: 1, width: 2, [0, 1])
    let (a, b) = (first.map { Double($0) }, second.map { Double($0) })
    for (control, beside) in [([], a), (transparentSecond, b)] {
      let (set, colors) = try colors(screen(4, 3) + control + frame + end)
      #expect(set.shape == [3, 4])
      #expect(colors == (0..<12).map { $0 == 5 ? a : $0 == 6 ? b : beside })
    }
  }

  @Test func screensGrowWithTheFrame() throws {
    let frame = frame(left: 1, top: 1, width: 2, [0, 1])
    #expect(try colors(screen(1, 9) + frame + end).0.shape == [9, 3])
    #expect(try colors(screen(0, 0) + frame + end).0.shape == [2, 3])
  }

  @Test func indicesWithoutAColorAreBlack() throws {
    let found = try colors(screen(2, 2) + frame(width: 2, [1, 2, 200, 255]) + end).1
    #expect(found == [[40, 50, 60], [0, 0, 0], [0, 0, 0], [0, 0, 0]])
  }

  @Test func indicesWithoutColorsAreGrays() throws {
    let found = try colors(screen(2, 2, hasColors: false) + frame(width: 2, [1, 2, 200, 255]) + end).1
    #expect(found == [1, 2, 200, 255].map { [$0, $0, $0] })
  }

  /// Some writers forget the end or write too many ends of blocks.
  @Test func endsThatAreMissingOrTooMany() throws {
    let frame = frame(width: 1, [1])
    let whole = try colors(screen(1, 1) + frame + end).1
    #expect(try colors(screen(1, 1) + frame).1 == whole)
    #expect(try colors(screen(1, 1) + [0, 0] + frame + [0, 0, 0] + end + [7, 7]).1 == whole)
  }

  @Test func otherGIF() {
    let frame = frame(width: 1, [1])
    expectBad(
      screen(1, 1) + frame + transparentSecond + frame + frame + end,
      "found an animated GIF of 3 pictures, expected one picture")
    expectBad(screen(1, 1) + end, "found a GIF without a picture")
    expectBad(screen(1, 1), "found a GIF without a picture")
    expectBad(screen(1, 1) + [7] + frame, "damaged GIF data")
    expectBad(screen(4, 4) + self.frame(width: 0, []) + end, "found a GIF frame of 0 x 0")
    expectBad(screen(65535, 9999) + frame + end, "a header of an image of 9999 x 65535")
    expectBad(screen(65535, 65535) + frame + end, "at most")
    var lies = frame
    lies[7] = 9
    expectBad(screen(1, 1) + lies + end, "damaged GIF data")
  }

  // BMP

  /// A BMP of pixels of 2 x 1 by default, with two colours if it has indices.
  private func bmp(
    bits: UInt16, width: Int32 = 2, height: Int32 = 1, compression: UInt32 = 0, masks: [UInt32] = [],
    offset: UInt32? = nil, _ raster: [UInt8]
  ) -> [UInt8] {
    var more = masks.flatMap(\.littleEndianBytes)
    if bits <= 8 { more += first.reversed() + [0] + second.reversed() + [0] }
    var file = Array("BM".utf8) + [UInt8](repeating: 0, count: 8)
    file += (offset ?? UInt32(54 + more.count)).littleEndianBytes + [40, 0, 0, 0]
    file += width.littleEndianBytes + height.littleEndianBytes + [1, 0] + bits.littleEndianBytes
    for number: UInt32 in [compression, 0, 0, 0, bits <= 8 ? 2 : 0, 0] { file += number.littleEndianBytes }
    return file + more + raster
  }

  @Test func colorsOfBMP() throws {
    #expect(try colors(bmp(bits: 8, [1, 200, 0, 0])).1 == [[40, 50, 60], [0, 0, 0]])
    #expect(try colors(bmp(bits: 4, [0x1F, 0, 0, 0])).1 == [[40, 50, 60], [0, 0, 0]])
    // Some name the end of the header in the place of that of the colours.
    #expect(try colors(bmp(bits: 8, offset: 54, [1, 0, 0, 0])).1 == [[40, 50, 60], [10, 20, 30]])
  }

  /// Pillow rounds down: 255 / 31, 255 * 4 / 31, 255 / 63, ...
  @Test func fewBitsAreScaled() throws {
    #expect(try colors(bmp(bits: 16, [0x81, 0x04, 0xFF, 0x7F])).1 == [[8, 32, 8], [255, 255, 255]])
    let masks: [UInt32] = [0xF800, 0x7E0, 0x1F]
    #expect(
      try colors(bmp(bits: 16, compression: 3, masks: masks, [0x23, 0x20, 0, 0])).1 == [
        [32, 4, 24], [0, 0, 0],
      ])
  }

  @Test func otherBMP() {
    let raster: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0]
    for (number, words) in [
      (1, "RLE-compressed"), (2, "RLE-compressed"), (4, "JPEG-compressed"), (5, "PNG-compressed"),
      (6, "number 6"),
    ] {
      expectBad(bmp(bits: 8, compression: UInt32(number), raster), "found BMP pixels that are ")
      expectBad(bmp(bits: 8, compression: UInt32(number), raster), words)
    }
    expectBad(bmp(bits: 2, raster), "found a BMP of 2-bit pixels")
    expectBad(bmp(bits: 24, compression: 3, raster), "masked 24-bit")
    expectBad(bmp(bits: 32, compression: 3, masks: [0, 0, 0], raster), "a BMP of the masks 0, 0, 0, 0")
    expectBad(bmp(bits: 32, compression: 3, masks: [0x3FF, 0xFF, 0xFF], raster), "masks 3ff, ff, ff, 0")
    expectBad(bmp(bits: 32, compression: 3, masks: [0x5, 0xFF, 0xFF], raster), "expected up to 8 bits")
    expectBad(bmp(bits: 24, offset: 57, raster), "damaged BMP data (5 bytes of 8)")
    expectBad(
      bmp(bits: 16, compression: 3, masks: [0xFF0000, 0xFF, 0xFF00], raster), "expected up to 8 bits")
    expectBad(bmp(bits: 24, offset: 53, raster), "a damaged BMP header")
    expectBad(bmp(bits: 24, height: 2, raster), "damaged BMP data (8 bytes of 16)")
    expectBad(bmp(bits: 24, offset: .max, raster), "damaged BMP data (0 bytes of 8)")
    expectBad(bmp(bits: 24, width: 0, raster), "at least one pixel")
    expectBad(bmp(bits: 24, width: -2, raster), "at least one pixel")
    expectBad(bmp(bits: 24, height: .min, raster), "at most")
    expectBad(bmp(bits: 24, width: 20000, height: -20000, raster), "a header of an image of 20000 x 20000")
    expectBad(Array(bmp(bits: 24, raster).prefix(30)), "a damaged BMP header")
    expectBad(Array("BM is how this text begins, and no more".utf8), "found text")
  }

  /// The last row may do without the bytes that fill it, and only those.
  @Test func bytesThatFillTheLastRow() throws {
    let (_, whole) = try colors(bmp(bits: 24, [3, 2, 1, 6, 5, 4, 0, 0]))
    #expect(whole == [[1, 2, 3], [4, 5, 6]])
    #expect(try colors(bmp(bits: 24, [3, 2, 1, 6, 5, 4])).1 == whole)
    expectBad(bmp(bits: 24, [3, 2, 1, 6, 5]), "damaged BMP data (5 bytes of 8)")
  }

  // WebP

  private func webp(_ chunks: [(name: String, content: [UInt8])]) -> [UInt8] {
    var body = Array("WEBP".utf8)
    for (name, content) in chunks {
      body += Array(name.utf8) + UInt32(content.count).littleEndianBytes + content
      if content.count % 2 == 1 { body.append(0) }
    }
    return Array("RIFF".utf8) + UInt32(body.count).littleEndianBytes + body
  }

  @Test func animatedWebP() {
    let canvas: [UInt8] = [2, 0, 0, 0, 3, 0, 0, 2, 0, 0]
    let frame = [UInt8](repeating: 0, count: 25)
    expectBad(
      webp([("VP8X", canvas), ("ANIM", [0, 0, 0, 0, 0, 0]), ("ANMF", frame), ("ANMF", frame)]),
      "found an animated WebP of 2 pictures, expected one picture")
  }

  /// EXIF counts where the first chunk announces it, as for libwebp's own tools and Pillow.
  @Test func orientationThatIsNotAnnounced() throws {
    var file = Fixtures.data("rgb8~exif6.webp")
    #expect(try colors(file).0.shape == [5, 17])
    file[20] &= ~8
    #expect(try colors(file).0.shape == [17, 5])
  }

  @Test func damagedWebP() {
    let file = Fixtures.data("rgb8~plain.webp")
    expectBad(Array(file.prefix(20)), "damaged WebP header")
    expectBad(Array(file.dropLast()), "damaged WebP header (missing data)")
    // VP8L states its size in 14 bits each behind its first byte.
    var large = file
    large.replaceSubrange(21..<24, with: [0xFF, 0xFF, 0xFF])
    expectBad(large, "damaged WebP data")
    var stream = file
    for index in 26..<stream.count { stream[index] = 0xFF }
    expectBad(stream, "damaged WebP data")
  }
}
