/// The names of files as text, whatever their bytes are.
///
/// A name on Linux is bytes, most often UTF-8. In text a byte that is not UTF-8 stands as `\x` and two hexadecimal digits in capitals,
/// such as `\xE9`, and a backslash in front of what looks like that as `\x5C`. So every name has a text with bytes of its own, which the
/// tool also takes as an argument; names of valid UTF-8 stand as they are.
package enum FileName {
  /// The text of a name.
  package static func text(_ name: some Collection<UInt8>) -> String {
    var (bytes, text) = (name.makeIterator(), [UInt8]())
    text.reserveCapacity(name.count)
    var parser = Unicode.UTF8.ForwardParser()
    var rest = name[...]
    while true {
      switch parser.parseScalar(from: &bytes) {
      case .valid(let scalar):
        if scalar.first == backslash, escaped(rest.dropFirst()) != nil {
          text += escape(backslash)
        } else {
          text += scalar
        }
        rest = rest.dropFirst(scalar.count)
      case .error(let length):
        text += rest.prefix(length).flatMap(escape)
        rest = rest.dropFirst(length)
      case .emptyInput: return String(decoding: text, as: UTF8.self)
      }
    }
  }

  /// The name that a text stands for.
  package static func bytes(_ text: String) -> [UInt8] {
    guard text.utf8.contains(backslash) else { return Array(text.utf8) }
    var (bytes, rest) = ([UInt8](), Array(text.utf8)[...])
    while let first = rest.popFirst() {
      if first == backslash, let byte = escaped(rest) {
        bytes.append(byte)
        rest = rest.dropFirst(escapeLength - 1)
      } else {
        bytes.append(first)
      }
    }
    return bytes
  }

  /// What stands before the last component of a path: its folder with a slash at the end, or nothing.
  ///
  /// A slash is a byte: to Swift it is no character of its own before a combining mark.
  static func folder(of path: String) -> String {
    let end = path.utf8.lastIndex(of: UInt8(ascii: "/")).map(path.utf8.index(after:)) ?? path.startIndex
    return String(Substring(path.utf8[..<end]))
  }

  private static let backslash = UInt8(ascii: "\\")
  private static let escapeLength = 4

  private static func escape(_ byte: UInt8) -> [UInt8] {
    let digits = String(byte, radix: 16, uppercase: true)
    return Array("\\x".utf8) + digits.utf8
  }

  /// The byte that text behind a backslash stands for: one that is never UTF-8 by itself, or the backslash.
  private static func escaped(_ text: some Collection<UInt8>) -> UInt8? {
    let digits = text.prefix(escapeLength - 1)
    guard digits.count == escapeLength - 1, digits.first == UInt8(ascii: "x"),
      digits.dropFirst().allSatisfy({ (0x30...0x39).contains($0) || (0x41...0x46).contains($0) }),
      let byte = UInt8(String(decoding: digits.dropFirst(), as: UTF8.self), radix: 16)
    else { return nil }
    return byte >= 0x80 || byte == backslash ? byte : nil
  }
}

extension String {
  /// The name of the file that this text stands for, as the system takes it.
  package var fileName: [CChar] { FileName.bytes(self).map(CChar.init(bitPattern:)) + [0] }
}
