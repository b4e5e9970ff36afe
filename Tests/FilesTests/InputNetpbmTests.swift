import Arrays
import Files
import Foundation
import TestSupport
import Testing

/// Netpbm's formats by their specifications: pbm(5), pgm(5), ppm(5), pam(5) and pfm(5).
@Suite struct InputNetpbmTests {
  private let folder = TemporaryFolder()

  /// The samples of a file as they are stored.
  private func stored(_ file: some Sequence<UInt8>, color: ColorMode = .gray) throws -> (InputSet, [Double]) {
    let set = try InputSet(
      paths: [folder.write("a", file)], options: InputOptions(color: color, rescaling: .none))
    return (set, try readAll(set, as: Double.self))
  }

  private func expectBad(
    _ file: some Sequence<UInt8>, _ words: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let error = fault([folder.write("a", file)])
    #expect(error?.kind == .badData, sourceLocation: sourceLocation)
    let sentence = error?.description ?? "no error"
    #expect(sentence.contains(words), "\(sentence)", sourceLocation: sourceLocation)
    #expect(!sentence.contains("\n"), sourceLocation: sourceLocation)
  }

  /// Pillow reads the same from all of them but the last two: it wants no comment behind the magic number.
  @Test(arguments: [
    "P5\n12 8\n255# c\n\n", "P5\n12 8\n255# c\r\n", "P5\n12 8\n255#\n#\n ", "P5\n1#c\n2 8\n255\n",
    "P5 #\n12#x\r 8\t255\r",
    "P5\n12\n# a\n# 1 2 3\n8\n25#\n5\n", "P5#c\n12 8 255\n", "P5#c\r\n12 8 255\n",
  ])
  func commentsOfHeaders(_ header: String) throws {
    // The raster begins with what would be another comment, and space.
    let raster = Array("#\n ".utf8) + (3..<96)
    let (set, samples) = try stored(Array(header.utf8) + raster)
    #expect(set.shape == [8, 12])
    #expect(samples == raster.map { Double($0) })
  }

  @Test(arguments: [
    "P2 3 1 255 12 7 255", "P2 3 1 255# 1\n 12 #c\n7 #\r255\n", "P2#\r3 1\r255\r1#c\r2\r7#d\n\r255#e",
    "P2\n3 1\n255\n\n12\t7\n\n255\n\n# the end",
  ])
  func commentsOfPlainRasters(_ text: String) throws { #expect(try stored(text.utf8).1 == [12, 7, 255]) }

  @Test(arguments: [
    "P1 3 2 010011", "P1 3 2\n0 1#c\n0\n0 1 1 ", "P1 3 2 0#0\r10 0 11\n", "P4 3 2\n\u{40}\u{60}",
    "P4 3 2\n\u{5F}\u{7F}",
  ])
  func bitmapsAreBlackWhereTheyAreOne(_ text: String) throws {
    let (set, samples) = try stored(text.utf8)
    #expect(set.shape == [2, 3])
    #expect(samples == [1, 0, 1, 1, 0, 0])
    #expect(try readAll(InputSet(paths: ["\(folder.path)/a"]), as: Double.self) == samples)
  }

  @Test func samplesAreScaledByTheFilesOwnMaximum() throws {
    let bytes = Array("P7\nWIDTH 2\nHEIGHT 1\nDEPTH 1\nMAXVAL 1000\nENDHDR\n".utf8) + [3, 0xE8, 0, 250]
    #expect(try stored(bytes).1 == [1000, 250])
    #expect(try readAll(InputSet(paths: ["\(folder.path)/a"]), as: Double.self) == [1, 0.25])
  }

  @Test(arguments: [
    ("P5 2 1 255x\u{1}\u{2}", "a damaged PNM header, expected width, height and a maximum"),
    ("P5 2 1 255#c\nx\u{1}\u{2}", "a damaged PNM header"), ("P5 2 1 255# c", "a damaged PNM header"),
    ("P5 2x 1 255 \u{1}\u{2}", "a damaged PNM header"),
    ("P1 2x 1 10", "a damaged PNM header, expected width and height"),
    ("P2 2 1 255 1 2x", "1 samples of 2"), ("P1 2 1 12", "1 samples of 2"),
    ("P4 9 2 \u{1}\u{2}\u{3}", "18 samples of 18"),
    ("P6 1 1 255 \u{1}\u{2}", "2 samples of 3"),
    ("P5 2 1 300 \u{1}\u{1}\u{2}\u{2}", "a sample of 514 above 300"),
    (
      "P5 2 1 255\n\u{1}\u{2}\nrest",
      "found 4 bytes behind picture 1, expected nothing, or another picture"
    ),
    ("P2 2 1 255 1 2 3\n", "found 2 bytes behind picture 1"),
    ("P1 2 1 101", "found 1 bytes behind"),
    ("P5 2 1 255 \u{1}\u{2}P5 x", "a damaged PNM header"), ("P2 2 1 255 1 2\nP5 x", "a damaged PNM header"),
    ("P7 332\n", "a damaged PNM header, expected lines"), ("P7\nWIDTH 1\n", "a damaged PNM header"),
    ("P7\nENDHDR\n", "a damaged PNM header"),
    ("P7\nWIDTH 1\nWIDTH 1\nHEIGHT 1\nDEPTH 1\nMAXVAL 1\nENDHDR\n\u{1}", "a damaged PNM header"),
    ("P7\nWIDTH 1\nHEIGHT 1\nDEPTH 1\nMAXVAL 0\nENDHDR\n\u{1}", "a damaged PNM header"),
    ("P7\nWIDTH 1\nHEIGHT -1\nDEPTH 1\nMAXVAL 1\nENDHDR\n\u{1}", "a damaged PNM header"),
    ("P7\nWIDTH 1\nHEIGHT 1\nDEPTH 1\nMAXVAL 1\nCOLOR 7\nENDHDR\n\u{1}", "a damaged PNM header"),
    (
      "P7\nWIDTH 1\nHEIGHT 1\nDEPTH 4\nMAXVAL 1\nTUPLTYPE CMYK\nENDHDR\n\u{1}\u{1}\u{1}\u{1}",
      "found a PAM of tuple type \"CMYK\" and depth 4, expected BLACKANDWHITE, GRAYSCALE or RGB"
    ),
    (
      "P7\nWIDTH 1\nHEIGHT 1\nDEPTH 4\nMAXVAL 1\nTUPLTYPE RGB\nENDHDR\n\u{1}\u{1}\u{1}\u{1}",
      "a PAM of tuple type \"RGB\" and depth 4"
    ),
    (
      "P7\nWIDTH 1\nHEIGHT 1\nDEPTH 5\nMAXVAL 1\nENDHDR\n\u{1}\u{1}\u{1}\u{1}\u{1}",
      "a PAM of tuple unnamed type and depth 5"
    ),
    ("Pf 1 1 0 \u{1}\u{1}\u{1}\u{1}", "expected width, height and a scale other than 0"),
    ("Pf 1 1 inf \u{1}\u{1}\u{1}\u{1}", "a scale"),
    ("Pf 1 1 1.0", "a scale"), ("PF 1 1 -1.0 \u{1}\u{1}\u{1}\u{1}", "1 samples of 3"),
    ("PF 20000 20000 -1.0 \u{1}", "a header of an image of"),
    ("P4 30000 30000 \u{1}", "a header of an image of 30000 x 30000"),
  ])
  func damage(_ text: String, _ words: String) { expectBad(text.utf8, words) }

  /// Lines of the header may stand in any order, and the name of the type in several.
  @Test func headersOfPAM() throws {
    let header = "P7\n\n# WIDTH 9\nMAXVAL 255\r\nTUPLTYPE RGB_\nDEPTH  3 \n#\n HEIGHT 1\nWIDTH\t2\nENDHDR\n"
    expectBad(header.utf8, "tuple type \"RGB_\" and depth 3")
    let joined = header.replacing("TUPLTYPE RGB_", with: "TUPLTYPE GRAYSCALE\nTUPLTYPE ALPHA")
    expectBad(joined.utf8, "tuple type \"GRAYSCALE ALPHA\"")
    let (set, samples) = try stored(
      header.replacing("RGB_", with: "RGB").utf8 + [1, 2, 3, 4, 5, 6], color: .rgb)
    #expect(set.shape == [1, 2])
    #expect(samples == [1, 4, 2, 5, 3, 6])
  }

  /// Two pictures of 2 x 3 pixels of every kind, the second of them twice.
  private static let stacks: [(picture: [UInt8], other: [UInt8], space: String)] = [
    ("P1 3 2 010110", "P1 3 2 1 1 0 0 0 1", "\n"), ("P2 3 2 9 1 2 3 4 5 6", "P2 3 2 9 3 2 1 6 5 4", " "),
    ("P2 3 2 9 1 2 3 4 5 6#P1 2 2\n", "P2 3 2 9 3 2 1 6 5 4", "\n# P2 3 2\n"),
    ("P3 2 1 9 1 2 3 4 5 6", "P3 2 1 9 3 2 1 6 5 4", "\n\n"), ("P4 3 2 @`", "P4 3 2 `@", ""),
    ("P5 3 2 255 P1 2  ", "P5 3 2 255 \t2\nP5 ", ""), ("P6 2 1 255 P1 2  ", "P6 2 1 255 \t2\nP5 ", " \n"),
    ("P5 1 3 300 \u{1}\u{2}\u{0} \u{0}P", "P5 1 3 300 \u{1}\u{3}\u{0}\n\u{0}Q", ""),
    (
      "P7\nWIDTH 2\nHEIGHT 1\nDEPTH 2\nMAXVAL 99\nENDHDR\n1 2 ",
      "P7\nWIDTH 2\nHEIGHT 1\nDEPTH 2\nMAXVAL 99\nENDHDR\n4 4\n", ""
    ),
    ("Pf 1 2 1 abcdefgh", "Pf 1 2 1 hgfedcba", ""), ("PF 1 1 1 abcdefghijkl", "PF 1 1 1 lkjihgfedcba", "\n"),
  ].map { (Array($0.utf8), Array($1.utf8), $2) }

  @Test(arguments: stacks.indices) func severalPicturesAreAStack(_ index: Int) throws {
    let (picture, other, space) = Self.stacks[index]
    let (first, second) = (try stored(picture, color: .rgb).1, try stored(other, color: .rgb).1)
    #expect(first != second)
    let space8 = Array(space.utf8)
    let (set, samples) = try stored(picture + space8 + other + space8 + other + Array("\n".utf8), color: .rgb)
    #expect(set.batch == [3, 3])
    #expect(samples == first + second + second)
    #expect(set.name(of: 4) == "\(folder.path)/a[1,green]")
    let plane = first.count / 3
    let last = Array(second[(2 * plane)...]) + second[..<plane]
    #expect(try set.read(5..<7, as: Double.self).samples == last)
  }

  @Test(arguments: [
    (
      "P5 3 1 255 abc", "P5 2 1 255 abc",
      "found 1 x 2, gray, samples up to 255 as picture 2, expected 1 x 3, gray, samples up to 255 as the first"
    ),
    ("P5 3 1 255 abc", "P5 3 1 254 abc", "1 x 3, gray, samples up to 254 as picture 2,"),
    ("P5 1 1 255 a", "P6 1 1 255 abc", "1 x 1, RGB,"),
    ("P2 1 1 255 7 ", "P2 1 2 255 7 7", "2 x 1, gray"),
    ("Pf 1 1 1 abcd", "P5 1 1 255 a", "expected 1 x 1, gray, floating-point samples"),
  ])
  func picturesOfAStackAreAlike(_ first: String, _ second: String, _ words: String) {
    expectBad((first + second).utf8, words)
  }

  @Test func stackThatChangesMeanwhile() throws {
    let picture = "P5 3 1 255 abc"
    let path = folder.write("a", picture + picture)
    let set = try InputSet(paths: [path])
    for changed in [
      picture, picture + "P5 1 3 255 abc", picture + "P5 3 1 99 abc", picture + picture.dropLast(), "text",
    ] {
      folder.write("a", changed)
      #expect(throws: FileError.self, "\(changed)") { try set.read(1..<2, as: Float.self) }
    }
  }
}
