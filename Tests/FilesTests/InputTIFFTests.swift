import Arrays
import Files
import Foundation
import TestSupport
import Testing

/// TIFF as microscopes, cameras and scanners write it.
@Suite struct InputTIFFTests {
  private let folder = TemporaryFolder()

  private func set(_ image: [UInt8], _ options: InputOptions = InputOptions()) throws -> InputSet {
    try InputSet(paths: [folder.write("a.tiff", image)], options: options)
  }

  /// What is said of a file that cannot be read, from the word "found".
  private func refusal(_ image: [UInt8]) -> String {
    let path = folder.write("a.tiff", image)
    let error = fault([path])
    #expect(error?.kind == .badData)
    return error.map { String($0.description.dropFirst(path.utf8.count + 2)) } ?? "nothing"
  }

  // Stacks

  @Test(arguments: ["stack-gray", "stack-rgb", "stack-imagej"]) func stacks(_ name: String) throws {
    let expected = try InputSet(paths: [Fixtures.path("\(name).npy")])
    let isColor = expected.batch.count == 2
    let options = InputOptions(color: isColor ? .rgb : .gray)
    let stack = try InputSet(paths: [Fixtures.path("\(name).tiff")], options: options)
    #expect(stack.batch == expected.batch)
    #expect(try readAll(stack, as: Double.self) == readAll(expected, as: Double.self))
    for index in (0..<stack.count).reversed() {
      let frame = try stack.read(index..<(index + 1), as: Float.self).samples
      #expect(try frame == expected.read(index..<(index + 1), as: Float.self).samples)
    }
  }

  @Test func pagesFollowEachOtherWithOtherFiles() throws {
    let paths = [Fixtures.path("gray8~strips.tiff"), Fixtures.path("stack-gray.tiff")]
    let set = try InputSet(paths: paths)
    #expect(set.batch == [4])
    #expect(set.names[0] == paths[0])
    #expect(set.names[3] == "\(paths[1])[2]")
  }

  /// Five thousand pages of 32 x 32, each with its number in its first two bytes and 255 behind them.
  @Test func longStacks() throws {
    let (count, size) = (5_000, 1024)
    let pages = (0..<count).map { page -> [UInt16: UInt32] in
      [256: 32, 257: 32, 273: UInt32(8 + size * page), 278: 32, 279: UInt32(size)]
    }
    var samples = [UInt8](repeating: 255, count: size * count)
    for page in 0..<count {
      samples.replaceSubrange((size * page)..<(size * page + 2), with: bytes(UInt16(page).littleEndian))
    }
    let set = try set(tiff(pages, samples: samples), InputOptions(rescaling: .none))
    #expect(set.batch == [count])
    for start in stride(from: 0, to: count, by: 64) {
      let range = start..<min(start + 64, count)
      let batch = try set.read(range, as: Float.self).samples
      let expected = range.flatMap { page in
        (0..<size).map { $0 > 1 ? 255 : Float($0 == 0 ? page & 255 : page >> 8) }
      }
      let isRead = batch == expected
      #expect(isRead, "pages \(range)")
    }
  }

  @Test func pagesOfSeveralSizes() {
    #expect(
      refusal(tiff([[:], [:], [257: 2, 279: 8]]))
        == "found page 3 of 2 x 4, expected 4 x 4 as on page 1")
    let other = refusal(tiff([[:], [339: 2]]))
    #expect(other.hasPrefix("found page 2 of 4 x 4, 1 channel of int8"))
    #expect(other.contains("expected 4 x 4, 1 channel of uint8"))
    #expect(refusal(tiff([[:], [262: 5, 277: 4]])).hasPrefix("found a CMYK TIFF of 4 channels on page 2"))
  }

  @Test func thumbnailsAndMasksAreNoPages() throws {
    #expect(try set(tiff([[254: 1, 256: 2], [:], [254: 4, 256: 1], [:]])).batch == [2])
    #expect(try set(tiff([[254: 1], [:], [254: 5]])).batch == [1])
    #expect(try set(tiff([[254: 1], [254: 4]])).batch == [1])
  }

  /// A stack that breaks off must not pass for a shorter one.
  @Test func chainsOfPagesThatBreak() {
    #expect(refusal(tiff([[:], [:]], end: 9_999)).contains("a damaged TIFF header"))
    #expect(refusal(tiff([[:], [:]], end: 9_999)).contains("on page 3"))
    #expect(refusal(tiff([[:], [:]], end: 24)).contains("a damaged TIFF header"))
    #expect(refusal([0x49, 0x49, 42, 0, 0, 0, 0, 0]).contains("a TIFF without an image"))
  }

  @Test func pagesBeyondTheLimit() {
    let pages = [[UInt16: UInt32]](repeating: [:], count: 65_537)
    #expect(refusal(tiff(pages)).hasPrefix("found a TIFF of more than 65536 pages, expected no more"))
  }

  @Test func pagesThatTheFileCannotHold() {
    let pages = [[UInt16: UInt32]](repeating: [256: 50, 257: 50, 278: 50, 279: 2500], count: 20)
    let words = refusal(tiff(pages, samples: Array(repeating: 0, count: 2_500)))
    #expect(words.hasPrefix("found 20 pages of 50 x 50 in a file of"))
  }

  /// Directories of which each has the same large value would be read for hours.
  @Test func directoriesThatShareTheirValues() {
    let text = String(repeating: "a", count: 1 << 20)
    var image = tiff([[UInt16: UInt32]](repeating: [:], count: 2_000), description: text)
    for start in image.indices.dropFirst(28 + text.utf8.count).dropLast(12) {
      // The strip's byte count becomes a description.
      guard image[start..<(start + 8)] == [23, 1, 4, 0, 1, 0, 0, 0] else { continue }
      image.replaceSubrange(start..<(start + 8), with: [14, 1, 2, 0] + bytes(UInt32(1 << 20).littleEndian))
      image.replaceSubrange((start + 8)..<(start + 12), with: [24, 0, 0, 0])
    }
    #expect(refusal(image).contains("refers to the same bytes again and again"))
  }

  @Test func stacksOfOneDirectory() throws {
    func image(_ description: String) -> [UInt8] { tiff([[:]], description: description) }
    let words = refusal(image("ImageJ=1.53t\nimages=300\nslices=300\n"))
    #expect(words.hasPrefix("found an ImageJ stack of 300 images behind one TIFF directory, expected"))
    #expect(words.contains("tifffile reads such a stack"))
    #expect(try set(image("ImageJ=1.53t\nimages=1\n")).batch == [1])
    #expect(try set(image("ImageJ=1.53t\nunit=micron\n")).batch == [1])
    #expect(try set(tiff([[:], [:]], description: "ImageJ=1.53t\nimages=2\n")).batch == [2])
    let others = refusal(Fixtures.data("hidden-tifffile.tiff"))
    #expect(others.hasPrefix("found a tifffile stack of 3 images behind one TIFF directory"))
    #expect(try set(image("{\"shape\": [1, 4, 4], \"truncated\": true}")).batch == [1])
    let stack = refusal(Fixtures.data("hidden-metamorph.tiff"))
    #expect(stack.hasPrefix("found a MetaMorph stack of 4 images behind one TIFF directory"))
  }

  // Samples

  @Test func depthsAreScaledByTheirOwnMaximum() throws {
    // Rows of 4 x 3 bits: 12 bits, padded to 16.
    let rows: [UInt8] = [0b0000_0101, 0b0011_0000, 0b1111_1000, 0b0010_0000]
    let image = tiff([[256: 4, 257: 2, 258: 3, 278: 2, 279: 4]], samples: rows)
    let stored: [Double] = [0, 1, 2, 3, 7, 6, 0, 2]
    #expect(try readAll(set(image), as: Double.self) == stored.map { $0 / 7 })
    #expect(try readAll(set(image, InputOptions(rescaling: .none)), as: Double.self) == stored)
    #expect(
      try readAll(set(image, InputOptions(rescaling: .by(4))), as: Double.self) == stored.map { $0 / 4 })
  }

  @Test func signedAndLongSamplesAreTakenAsTheyAre() throws {
    let name = Fixtures.path("int16~plain.tiff")
    let stored = try readAll(InputSet(paths: [Fixtures.path("int16.npy")]), as: Double.self)
    let options = InputOptions(rescaling: .by(1000))
    let samples = try readAll(InputSet(paths: [name], options: options), as: Double.self)
    #expect(samples == stored.map { $0 / 1000 })
  }

  @Test(
    arguments: [
      ([258: 64, 279: 128], "found a TIFF of 64-bit unsigned samples, expected 1 to 16 or 32 bits unsigned"),
      ([258: 64, 339: 2], "found a TIFF of 64-bit signed samples"),
      ([258: 12, 339: 2], "12-bit signed samples"),
      ([258: 24, 339: 3], "24-bit floating-point samples"), ([258: 17], "17-bit unsigned samples"),
      ([258: 64, 339: 6], "64-bit complex samples"), ([258: 32, 339: 5], "32-bit complex integer samples"),
      ([262: 5, 277: 4], "found a CMYK TIFF of 4 channels, expected gray, RGB or a palette"),
      ([262: 8, 277: 3], "a CIELab TIFF"), ([262: 32845, 277: 3], "a LogLuv TIFF"),
      ([262: 6, 277: 3], "a YCbCr, not JPEG-compressed, TIFF"),
      ([262: 32803], "a raw (colour filter array) TIFF"),
      ([262: 4], "a transparency-mask TIFF"),
      ([262: 999], "unknown colours (photometric interpretation 999)"),
      ([277: 9], "a gray TIFF of 9 channels"), ([262: 2, 277: 5], "an RGB TIFF of 5 channels"),
      ([259: 33003], "found a TIFF compressed with JPEG 2000 (33003), expected a compression that libtiff"),
      ([259: 34712], "compressed with JPEG 2000 (34712)"), ([259: 50002], "compressed with JPEG XL (50002)"),
      ([259: 12345], "compressed with an unknown method (12345)"),
    ] as [([UInt16: UInt32], String)])
  func kindsThatAreNotRead(_ tags: [UInt16: UInt32], _ words: String) {
    let refusal = refusal(tiff([tags], samples: Array(repeating: 0, count: 256)))
    #expect(refusal.contains(words), "\(refusal)")
    #expect(!refusal.contains("damaged"), "\(refusal)")
  }

  /// What only the data tell to be of another kind is not called damaged either.
  @Test func deepJPEGInTIFF() {
    let jpeg = Fixtures.data("deep-gray12.jpg")
    let tags: [UInt16: UInt32] = [256: 13, 257: 11, 259: 7, 278: 11, 279: UInt32(jpeg.count)]
    for bits: UInt32 in [8, 12] {
      let words = refusal(tiff([tags.merging([258: bits]) { $1 }], samples: jpeg))
      #expect(words.hasPrefix("found TIFF data of a kind that libtiff does not decode ("), "\(words)")
    }
  }
}
