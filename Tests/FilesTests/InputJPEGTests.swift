import Arrays
import CCodecs
import Files
import Foundation
import TestSupport
import Testing

/// JPEG beyond the baseline, and before its pixels.
@Suite struct InputJPEGTests {
  private let folder = TemporaryFolder()

  /// What is said of a file that cannot be read, from the word "found".
  private func refusal(_ image: [UInt8]) -> String {
    let path = folder.write("a.jpg", image)
    let error = fault([path])
    #expect(error?.kind == .badData)
    return error.map { String($0.description.dropFirst(path.utf8.count + 2)) } ?? "nothing"
  }

  /// Where the frame header's marker stands.
  private func frame(of image: [UInt8]) throws -> Int {
    try #require(
      image.indices.dropLast().first { image[$0] == 0xFF && [0xC0, 0xC1, 0xC3].contains(image[$0 + 1]) })
  }

  private static let deep = [
    ("deep-gray12", "a JPEG of 12-bit samples"), ("deep-rgb12", "a JPEG of 12-bit samples"),
    ("deep-lossless8", "a lossless JPEG of 8-bit samples"),
    ("deep-lossless-rgb8", "a lossless JPEG of 8-bit samples"),
    ("deep-lossless12", "a lossless JPEG of 12-bit samples"),
    ("deep-lossless16", "a lossless JPEG of 16-bit samples"),
  ]

  /// As the libjpeg-turbo that is loaded can.
  @Test(arguments: deep) func deepAndLossless(_ name: String, _ description: String) throws {
    let path = Fixtures.path("\(name).jpg")
    guard ccodecs_jpeg3_is_loaded() != 0 else {
      let words =
        "found \(description), expected baseline or progressive JPEG of 8-bit samples; others are decoded"
      #expect(refusal(Fixtures.data("\(name).jpg")).hasPrefix(words))
      return
    }
    let expected = try InputSet(paths: [Fixtures.path("\(name).npy")])
    let isColor = expected.batch == [3]
    let set = try InputSet(paths: [path], options: InputOptions(color: isColor ? .rgb : .gray))
    #expect(try readAll(set, as: Double.self) == readAll(expected, as: Double.self))
    for count in stride(from: 2, to: Fixtures.data("\(name).jpg").count - 2, by: 7) {
      #expect(refusal(Array(Fixtures.data("\(name).jpg").prefix(count))).hasPrefix("found "))
    }
  }

  @Test(arguments: [
    (0xC5, 8, "a hierarchical JPEG of 8-bit samples"), (0xC7, 8, "a hierarchical JPEG of 8-bit samples"),
    (0xCB, 8, "a lossless JPEG with arithmetic coding of 8-bit samples"),
    (0xC0, 9, "a JPEG of 9-bit samples"),
    (0xCD, 12, "a hierarchical JPEG with arithmetic coding of 12-bit samples"),
    (0xC3, 255, "a lossless JPEG of 255-bit"),
  ])
  func otherProcesses(_ marker: UInt8, _ precision: UInt8, _ words: String) throws {
    var image = Fixtures.data("jpeg-gray~pillow.jpg")
    let frame = try frame(of: image)
    (image[frame + 1], image[frame + 4]) = (marker, precision)
    #expect(refusal(image).hasPrefix("found \(words)"))
  }

  @Test func channelsWithoutAMeaning() throws {
    var image = Fixtures.data("jpeg-ycck~adobe.jpg")
    let frame = try frame(of: image)
    image[frame + 9] = 2
    let words = "found a JPEG of 8-bit samples and 2 channels, expected gray, RGB or CMYK"
    #expect(refusal(image) == words)
  }

  @Test func breaksOffInItsHeader() throws {
    let image = Fixtures.data("jpeg-gray~pillow.jpg")
    let scan = try #require(image.indices.first { image[$0...].starts(with: [0xFF, 0xDA]) })
    for count in 3..<(scan + 2 + Int(image[scan + 3])) {
      let words = "found a JPEG that breaks off in its header after \(count) bytes, expected a JPEG image"
      #expect(refusal(Array(image.prefix(count))) == words)
    }
  }

  @Test func endsBeforeItBegins() {
    #expect(refusal([0xFF, 0xD8, 0xFF, 0xD9]).contains("a damaged JPEG header (no frame header)"))
    let start = Array(Fixtures.data("jpeg-gray~pillow.jpg").prefix(20))
    #expect(refusal(start + [0xFF, 0xD9, 0, 0]).contains("a damaged JPEG header (no frame header)"))
  }

  /// The orientation is found behind stray bytes and fill bytes, as the pixels are.
  @Test func orientationBehindStrayBytes() throws {
    var image = Fixtures.data("jpeg-exif6~pillow.jpg")
    // A marker that stands alone, bytes that belong to none, and fill bytes.
    image.insert(contentsOf: [0xFF, 1, 7, 0xFF, 0, 0xFF, 0xFF], at: 2)
    let strayed = try InputSet(paths: [folder.write("a.jpg", image)])
    let whole = try InputSet(paths: [Fixtures.path("jpeg-exif6~pillow.jpg")])
    #expect(try readAll(strayed, as: Float.self) == readAll(whole))
  }
}
