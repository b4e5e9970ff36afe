import Arrays
import Files
import Foundation
import TestSupport
import Testing

/// Everything that can be wrong with a file ends in one sentence.
@Suite struct InputFaultTests {
  private let folder = TemporaryFolder()

  /// Checks that reading bytes fails as bad data, in a sentence of the usual form that contains `words`.
  private func expectBad(
    _ name: String, _ bytes: [UInt8], _ words: String = "", _ options: InputOptions = InputOptions(),
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let path = folder.write(name, bytes)
    let error = fault([path], options)
    #expect(error?.kind == .badData, sourceLocation: sourceLocation)
    let sentence = error?.description ?? "no error"
    #expect(sentence.hasPrefix("\(path): found "), sourceLocation: sourceLocation)
    #expect(sentence.contains(words), "\(sentence)", sourceLocation: sourceLocation)
    #expect(!sentence.contains("\n"), sourceLocation: sourceLocation)
  }

  private static let everyKind = [
    "gray8~plain.png", "rgb16~alpha-adam7.png", "jpeg-gray~pillow.jpg", "jpeg-420~pillow.jpg",
    "jpeg-progressive~pillow.jpg", "gray8~strips.tiff", "gray8~lzw.tiff", "rgb8~tiles.tiff", "gray8~big.tiff",
    "gray8~binary.pgm", "gray1~plain.pbm", "gray1~binary.pbm", "gray8~alpha.pam", "float32~big.pfm",
    "rgb8~interlaced.gif", "rgb8~plain.bmp", "palette4~palette4-core.bmp", "rgb565~plain.bmp",
    "rgb8~plain.webp", "webp-alpha~pillow.webp", "rgb8~exif6.webp",
    "gray12~deflate.tiff", "stack-gray.tiff", "jpeg-ycck~adobe.jpg", "array.npy", "array~fortran.npy",
    "digits.idx", "digits.idx.gz",
  ]

  /// A TIFF may end in bytes that nobody needs, PNG and GIF do without their end mark, and BMP without the bytes that
  /// fill its last row; every other cut is found out.
  @Test(arguments: everyKind) func breaksOffAnywhere(_ name: String) throws {
    let whole = Fixtures.data(name)
    let path = Fixtures.path(name)
    let samples = try readAll(InputSet(paths: [path]), as: Float.self)
    for count in Array(stride(from: 0, to: whole.count, by: max(1, whole.count / 61))) + [whole.count - 1] {
      let cut = folder.write("cut-\(count)-\(name)", whole.prefix(count))
      let error = fault([cut])
      if error == nil {
        #expect(try readAll(InputSet(paths: [cut]), as: Float.self) == samples, "\(count) of \(whole.count)")
        #expect(name.hasSuffix("tiff") || whole.count - count <= pngEndSize, "\(count) of \(whole.count)")
      } else {
        #expect(error?.kind == .badData, "\(count): \(String(describing: error))")
      }
    }
  }

  /// The chunk that ends a PNG.
  private let pngEndSize = 12

  /// Damage may go unseen where a format has no checksums, but must not crash.
  @Test(arguments: everyKind) func isDamagedAnywhere(_ name: String) {
    let whole = Fixtures.data(name)
    for bytes in damagedCopies(of: whole, count: 200) {
      let error = fault([folder.write("damaged-\(name)", bytes)])
      #expect(error == nil || error?.kind == .badData)
    }
  }

  @Test(arguments: ["a.png", "a.jpg", "a.tiff", "a.pgm", "a.npy", "a.idx", "a.idx.gz"])
  func emptyFiles(_ name: String) { expectBad(name, [], "found an empty file, expected PNG") }

  @Test func foreignFormats() {
    expectBad("a.png", Array("hello, this is a text".utf8), "found text")
    expectBad("a.png", [1, 2, 3, 4, 5], "begins with the bytes 01 02 03 04")
    expectBad("a.npz", [0x50, 0x4B, 3, 4, 5], "expected a whole zip archive")
  }

  @Test func absentFiles() {
    let error = fault(["\(folder.path)/none.png"])
    #expect(error?.kind == .noInput)
    #expect(
      error?.description == "\(folder.path)/none.png: found nothing there, expected a readable file or folder"
    )
    #expect(fault(["\(folder.write("a.png", "text"))/b.png"])?.kind == .noInput)
  }

  @Test func brokenLinks() throws {
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder.path)/a.png", withDestinationPath: "\(folder.path)/none")
    #expect(fault([folder.path])?.kind == .noInput)
  }

  @Test func foldersNamedAsImages() throws {
    try FileManager.default.createDirectory(atPath: "\(folder.path)/x.png", withIntermediateDirectories: true)
    #expect(fault(["\(folder.path)/x.png"])?.found == "no input file in this folder")
    #expect(fault(["/dev/null"])?.found == "a pipe or device")
  }

  @Test func fileThatGoesAwayMeanwhile() throws {
    let path = folder.write("a.pgm", pgm(2, 1, [1, 2]))
    let set = try InputSet(paths: [path])
    folder.write("a.pgm", pgm(3, 1, [1, 2, 3]))
    #expect(throws: FileError.self) { try set.read(0..<1, as: Float.self) }
    try FileManager.default.removeItem(atPath: path)
    do throws(FileError) {
      _ = try set.read(0..<1, as: Float.self)
      Issue.record("a file that is gone was read")
    } catch { #expect(error.kind == .noInput) }
  }

  /// A PNG whose size is replaced, its checksum made good.
  private func png(width: UInt32, height: UInt32) -> [UInt8] {
    var image = Fixtures.data("gray8~plain.png")
    image.replaceSubrange(16..<24, with: bytes(width.bigEndian) + bytes(height.bigEndian))
    image.replaceSubrange(29..<33, with: bytes(checksum(image[12..<29]).bigEndian))
    return image
  }

  private func checksum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    var state = ~UInt32(0)
    for byte in bytes {
      state ^= UInt32(byte)
      for _ in 0..<8 { state = state & 1 == 0 ? state >> 1 : (state >> 1) ^ 0xEDB8_8320 }
    }
    return ~state
  }

  @Test func sizesThatPNGLiesAbout() {
    expectBad("a.png", png(width: 100_000, height: 100_000), "an image of 100000 x 100000, expected at most")
    expectBad(
      "a.png", png(width: 30_000, height: 30_000), "a header of an image of 30000 x 30000 in a file of")
    expectBad("a.png", png(width: 100, height: 100), "damaged PNG data")
    expectBad("a.png", png(width: 0, height: 5), "damaged PNG header")
  }

  @Test func animatedPNG() {
    var image = Fixtures.data("gray8~plain.png")
    let body = Array("acTL".utf8) + [0, 0, 0, 4, 0, 0, 0, 0]
    image.insert(contentsOf: [0, 0, 0, 8] + body + bytes(checksum(body[...]).bigEndian), at: 33)
    expectBad("a.png", image, "found an animated PNG of 4 pictures, expected one picture")
  }

  /// The two checksums at the end of the image data.
  @Test(arguments: [13, 16, 17, 20]) func checksumsOfPNG(_ placeFromEnd: Int) {
    var image = Fixtures.data("gray8~plain.png")
    image[image.count - placeFromEnd] ^= 1
    expectBad("a.png", image, "damaged PNG data")
  }

  @Test func sizesThatJPEGLiesAbout() {
    var bytes = Fixtures.data("jpeg-gray~pillow.jpg")
    let frame = bytes.indices.first { bytes[$0...].starts(with: [0xFF, 0xC0]) }!
    bytes.replaceSubrange((frame + 5)..<(frame + 9), with: [0xFF, 0xDC, 0xFF, 0xDC])
    expectBad("a.jpg", bytes, "65500 x 65500")
    bytes.replaceSubrange((frame + 5)..<(frame + 9), with: [0, 90, 0, 90])
    expectBad("a.jpg", bytes, "damaged JPEG data")
  }

  /// Bytes between segments say nothing against the pixels.
  @Test func strayBytesInJPEG() throws {
    let whole = Fixtures.path("jpeg-gray~pillow.jpg")
    var image = Fixtures.data("jpeg-gray~pillow.jpg")
    image.insert(contentsOf: [0, 0, 0], at: 4 + Int(image[5]))
    let path = folder.write("a.jpg", image)
    #expect(try readAll(InputSet(paths: [path]), as: Float.self) == readAll(InputSet(paths: [whole])))
  }

  @Test func stripsThatAreMissing() throws {
    let whole = try InputSet(paths: [folder.write("whole.tiff", tiff([:]))])
    #expect(try readAll(whole, as: Double.self) == (0..<16).map { Double($0) / 255 })
    expectBad("a.tiff", tiff([273: 0, 279: 0]), "damaged TIFF data")
    expectBad("a.tiff", tiff([273: 9999]), "damaged TIFF data")
    expectBad("a.tiff", tiff([278: 2]), "TIFF")
  }

  @Test func sizesThatTIFFLiesAbout() {
    expectBad("a.tiff", tiff([256: 100_000, 257: 100_000]), "at most 1073741824 pixels")
    expectBad("a.tiff", tiff([256: 30_000, 257: 30_000]), "a header of an image of 30000 x 30000")
    expectBad("a.tiff", tiff([256: 1_000, 257: 1_000, 259: 5, 278: 1_000]), "damaged TIFF data")
    expectBad("a.tiff", tiff([256: 0]), "TIFF")
  }

  @Test(arguments: [
    ("P5", "text"), ("P5 ", "damaged PNM header"), ("P5 4", "damaged PNM header"),
    ("P5 4 4 0 ", "damaged PNM header"), ("P5 4 4 65536 ", "damaged PNM header"),
    ("P5 -4 4 255 ", "PNM header"),
    ("P5 4 4 255", "damaged PNM header"), ("P5 4 4 255 abcdefgh", "damaged PNM data (8 samples of 16)"),
    ("P2 2 1 255 7", "damaged PNM data (1 samples of 2)"), ("P2 2 1 255 7 x", "1 samples of 2"),
    ("P2 2 1 9 7 10", "a sample of 10 above 9"), ("P5 2 1 9 7\u{1}", "a sample of 55 above 9"),
    ("P2 99999 99999 255 1", "at most"), ("P2 9999999999 1 255 1", "damaged PNM header"),
    ("P2 0 4 255 ", "at least one pixel"), ("P5 30000 30000 255 1", "a header of an image of 30000 x 30000"),
  ])
  func damagedPNM(_ text: String, _ words: String) { expectBad("a.pgm", Array(text.utf8), words) }

  @Test(arguments: [
    (
      "{'descr': '<f8', 'fortran_order': False, 'shape': (4, 4)}",
      "found 16 bytes of samples, expected the 128"
    ),
    (
      "{'descr': '|u1', 'fortran_order': False, 'shape': (3, 4)}",
      "found 16 bytes of samples, expected the 12"
    ),
    (
      "{'descr': '|u1', 'fortran_order': False, 'shape': (16,)}",
      "an array of one axis (16), as sounds and series have, expected images"
    ),
    (
      "{'descr': '|u1', 'fortran_order': False, 'shape': ()}",
      "found a single number, expected images, [..., row, column]"
    ),
    ("{'descr': '|u1', 'fortran_order': False, 'shape': (0, 4, 4)}", "without samples"),
    (
      "{'descr': '|u1', 'fortran_order': False, 'shape': (4000000000, 4000000000, 4000000000)}",
      "no more samples than memory can address"
    ),
    ("{'descr': '|u1', 'fortran_order': False, 'shape': (99999999999999999999, 4)}", "damaged NPY header"),
    ("{'descr': '|u1', 'fortran_order': False, 'shape': (-4, 4)}", "without a valid shape"),
    ("{'descr': '|u1', 'fortran_order': False, 'shape': 16}", "without a valid shape"),
    ("{'descr': '|u1', 'fortran_order': 0, 'shape': (4, 4)}", "without a valid fortran_order"),
    ("{'descr': 7, 'fortran_order': False, 'shape': (4, 4)}", "without a valid descr"),
    ("{'fortran_order': False, 'shape': (4, 4)}", "without a valid descr"),
    ("{'descr': '<c8', 'fortran_order': False, 'shape': (1, 2)}", "an NPY array of type <c8"),
    ("{'descr': '|O', 'fortran_order': False, 'shape': (1, 2)}", "an NPY array of type |O"),
    ("{'descr': '<U1', 'fortran_order': False, 'shape': (1, 4)}", "an NPY array of type <U1"),
    ("{'descr': '|u1', 'fortran_order': False, 'shape': (4, 4)", "damaged NPY header"),
    ("{'descr': '|u1, 'fortran_order': False, 'shape': (4, 4)}", "damaged NPY header"),
    ("((((((((((((((((((((((((", "damaged NPY header"), ("", "damaged NPY header"),
  ])
  func damagedNPY(_ dictionary: String, _ words: String) {
    expectBad("a.npy", npy(dictionary, Array(repeating: 0, count: 16)), words)
  }

  @Test func unsupportedNPY() {
    expectBad("a.npy", Fixtures.data("complex.npy"), "found an NPY array of type <c8, expected booleans")
    expectBad("a.npy", Fixtures.data("records.npy"), "found an NPY array of records")
    expectBad("a.npy", Fixtures.data("strings.npy"), "found an NPY array of type <U4")
    var bytes = Fixtures.data("array.npy")
    bytes[6] = 9
    expectBad("a.npy", bytes, "found NPY version 9, expected NPY version 1, 2 or 3")
    bytes[6] = 2
    bytes.replaceSubrange(8..<12, with: [0xFF, 0xFF, 0xFF, 0xFF])
    expectBad("a.npy", bytes, "a header of 4294967295 bytes")
  }

  @Test func damagedIDX() {
    expectBad("a.idx", idx([2, 2, 2], [1, 2, 3]), "found 3 bytes of samples, expected the 8")
    expectBad("a.idx", idx([1, 2, 2], [1, 2, 3, 4, 5]), "found 5 bytes of samples, expected the 4")
    expectBad("a.idx", idx([.max, .max, .max], [1]), "no more samples than memory can address")
    expectBad("a.idx", idx([4], [1, 2, 3, 4]), "an array of one axis (4)")
    expectBad("a.idx", [0, 0, 8, 3, 0, 0], "an IDX header that breaks off")
    expectBad("a.idx", [0, 0, 7, 3, 0, 0], "an unknown format")
  }

  /// A gzip file of one block that is not compressed, right but for what `contents` says.
  private func gzip(_ contents: [UInt8]) -> [UInt8] {
    let count = UInt16(contents.count)
    let block = [1] + bytes(count.littleEndian) + bytes((~count).littleEndian) + contents
    let trailer = bytes(checksum(contents[...]).littleEndian) + bytes(UInt32(count).littleEndian)
    return [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3] + block + trailer
  }

  @Test func damagedCompressedIDX() {
    #expect(fault([folder.write("a.idx.gz", gzip(idx([1, 2, 2], [1, 2, 3, 4])))]) == nil)
    expectBad("a.idx.gz", gzip(idx([2, 2, 2], [1, 2, 3])), "found 3 bytes of samples, expected the 8")
    expectBad("a.idx.gz", gzip(idx([1, 2, 2], [1, 2, 3, 4, 5])), "found more bytes than")
    expectBad("a.idx.gz", gzip(idx([60000, 28, 28], [1])), "a file that can hold so many samples")
    expectBad("a.idx.gz", gzip(Array("some text".utf8)), "found gzip of something else than IDX")
    expectBad("a.idx.gz", gzip(idx([4], [1, 2, 3, 4])), "an array of one axis (4)")
    var file = gzip(idx([1, 2, 2], [1, 2, 3, 4]))
    file[file.count - 6] ^= 1
    expectBad("a.idx.gz", file, "damaged gzip data")
  }
}
