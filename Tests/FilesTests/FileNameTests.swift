import Arrays
import Files
import Foundation
import TestSupport
import Testing

/// Names are bytes; in text they survive a round trip.
@Suite struct FileNameTests {
  @Test(arguments: [
    ("plain.png", "plain.png"), ("grün 日本.png", "grün 日本.png"), (#"a\b.png"#, #"a\b.png"#),
    (#"\x41.png"#, #"\x41.png"#), (#"\xe9.png"#, #"\xe9.png"#), (#"\xE9.png"#, #"\x5CxE9.png"#),
    (#"\x5CxE9.png"#, #"\x5Cx5CxE9.png"#), (#"\x"#, #"\x"#), (#"\xE"#, #"\xE"#), ("", ""),
  ])
  func validNames(_ name: String, _ text: String) {
    #expect(FileName.text(Array(name.utf8)) == text)
    #expect(FileName.bytes(text) == Array(name.utf8))
  }

  @Test(
    arguments: [
      ([0xE9], #"\xE9"#), ([0x61, 0xE9, 0x62], #"a\xE9b"#), ([0xC3, 0xC3, 0xA9], #"\xC3é"#),
      ([0xE2, 0x82], #"\xE2\x82"#), ([0xED, 0xA0, 0x80], #"\xED\xA0\x80"#),
      ([0xFF, 0xFE, 0x0A], "\\xFF\\xFE\n"),
      ([0xC0, 0xAF], #"\xC0\xAF"#), ([0xF5, 0x80, 0x80, 0x80], #"\xF5\x80\x80\x80"#),
    ] as [([UInt8], String)])
  func otherNames(_ name: [UInt8], _ text: String) {
    #expect(FileName.text(name) == text)
    #expect(FileName.bytes(text) == name)
  }

  @Test func everyNameComesBackAndNoTwoShareATexts() {
    var generator = SeededGenerator(seed: 5)
    var texts: [String: [UInt8]] = [:]
    let pieces = [
      Array(#"\x5C"#.utf8), Array(#"\xE9"#.utf8), Array("é".utf8), [0x5C], [0xE9], [0x78], [0x35, 0x43],
    ]
    for _ in 0..<20_000 {
      let name = (0..<Int.random(in: 0...5, using: &generator)).flatMap { _ in
        Bool.random(using: &generator)
          ? pieces.randomElement(using: &generator)! : [UInt8.random(in: 1...255, using: &generator)]
      }
      let text = FileName.text(name)
      #expect(FileName.bytes(text) == name)
      #expect(texts.updateValue(name, forKey: text) ?? name == name)
    }
  }

  @Test func filesOfAnyNameAreReadAndWritten() throws {
    let folder = TemporaryFolder()
    for text in [#"caf\xE9.pgm"#, #"\x5CxE9.pgm"#, "é.pgm", #"sub\xFF/x.pgm"#] {
      if text.contains("/") { mkdir("\(folder.path)/sub\\xFF".fileName, 0o755) }
      try AtomicFile.write(pgm(1, 1, [255]), to: "\(folder.path)/\(text)")
    }
    let set = try InputSet(paths: [folder.path])
    // In the order of bytes: a backslash, then letters, then bytes beyond ASCII.
    let names = [#"\x5CxE9.pgm"#, #"caf\xE9.pgm"#, #"sub\xFF/x.pgm"#, "é.pgm"]
    #expect(set.names == names.map { "\(folder.path)/\($0)" })
    #expect(try readAll(set, as: Float.self) == [1, 1, 1, 1])
    #expect(try InputSet(paths: ["\(folder.path)/\(names[1])"]).count == 1)
    #expect(fault(["\(folder.path)/\\xE8.pgm"])?.kind == .noInput)
    #expect(
      FileStatus.exists("\(folder.path)/\(names[1])") && !FileStatus.exists("\(folder.path)/caf\\xE8.pgm"))
    let entries = try FolderListing.subfolders(of: folder.path)
    #expect(entries == [#"sub\xFF"#])
  }
}
