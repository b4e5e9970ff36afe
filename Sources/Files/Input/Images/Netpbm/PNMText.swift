import Foundation

/// The characters of a PNM file without its comments: all from a # through the next CR or LF, even within a number.
struct PNMText {
  private let bytes: UnsafeRawBufferPointer
  /// Where the next character or comment stands.
  private(set) var offset: Int

  init(_ bytes: UnsafeRawBufferPointer, at offset: Int) { (self.bytes, self.offset) = (bytes, offset) }

  static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  /// The next character; nil at the end.
  @inline(__always)
  mutating func next() -> UInt8? {
    while offset < bytes.count {
      let byte = bytes[offset]
      offset += 1
      if byte != UInt8(ascii: "#") { return byte }
      skipComment()
    }
    return nil
  }

  /// Passes over the rest of a comment.
  @inline(never)
  private mutating func skipComment() {
    while offset < bytes.count {
      offset += 1
      if bytes[offset - 1] == UInt8(ascii: "\n") || bytes[offset - 1] == UInt8(ascii: "\r") { return }
    }
  }

  /// The next character that is no white space; nil at the end.
  mutating func nextBehindSpace() -> UInt8? {
    while let byte = next() { if !Self.isSpace(byte) { return byte } }
    return nil
  }

  /// The next decimal number below 10^9; nil if there is none.
  ///
  /// White space before it is passed over, and one behind it, which must be there unless the file `mayEnd` with the number.
  mutating func number(mayEnd: Bool = false) -> Int? {
    guard var byte = nextBehindSpace() else { return nil }
    var value = 0
    while true {
      guard (0x30...0x39).contains(byte), value < 100_000_000 else { return nil }
      value = 10 * value + Int(byte - 0x30)
      guard let following = next() else { return mayEnd ? value : nil }
      if Self.isSpace(following) { return value }
      byte = following
    }
  }

  /// The next characters up to a white space, which is passed over; nil if there are none or more than `limit`.
  mutating func word(limit: Int) -> String? {
    guard let first = nextBehindSpace() else { return nil }
    var word = [first]
    while let byte = next(), word.count <= limit {
      if Self.isSpace(byte) { return String(decoding: word, as: UTF8.self) }
      word.append(byte)
    }
    return nil
  }

  /// Passes over all before the next place where a header seems to begin, outside of comments; nil if there is none.
  mutating func nextHeader() -> Int? {
    // Most files have one picture, and no P anywhere behind its header.
    guard let start = bytes.baseAddress, offset < bytes.count,
      memchr(start + offset, Int32(UInt8(ascii: "P")), bytes.count - offset) != nil
    else { return nil }
    while let byte = next() {
      if byte == UInt8(ascii: "P"), PNMPicture.begins(bytes, at: offset - 1) { return offset - 1 }
    }
    return nil
  }

  /// Passes over white space and comments; whether the file ends there.
  mutating func isAtEnd() -> Bool {
    guard nextBehindSpace() != nil else { return true }
    offset -= 1
    return false
  }
}
