/// The few Python literals of which NPY headers are made.
indirect enum PythonLiteral: Equatable {
  case string(String)
  case boolean(Bool)
  case integer(Int)
  /// A tuple or a list.
  case tuple([PythonLiteral])
  case dictionary([String: PythonLiteral])

  var isText: Bool { if case .string = self { true } else { false } }
  var isTuple: Bool { if case .tuple = self { true } else { false } }

  /// The literal that `text` is, but for space around it; nil if it is none.
  init?(_ text: String) {
    var parser = PythonParser(rest: Array(text.utf8)[...])
    guard let literal = parser.literal(depth: 0), parser.isAtEnd else { return nil }
    self = literal
  }
}

/// Reads literals from the start of what is left of a text.
private struct PythonParser {
  var rest: ArraySlice<UInt8>

  /// Deeper nesting is no NPY header.
  private static let depthLimit = 8

  var isAtEnd: Bool {
    mutating get {
      skipSpace()
      return rest.isEmpty
    }
  }

  private mutating func skipSpace() { rest = rest.drop { $0 == 0x20 || (0x09...0x0D).contains($0) } }

  /// Passes over `token`, if it comes next.
  private mutating func take(_ token: String) -> Bool {
    skipSpace()
    guard rest.starts(with: token.utf8) else { return false }
    rest = rest.dropFirst(token.utf8.count)
    return true
  }

  mutating func literal(depth: Int) -> PythonLiteral? {
    guard depth < Self.depthLimit else { return nil }
    if take("True") { return .boolean(true) }
    if take("False") { return .boolean(false) }
    if take("{") { return dictionary(depth) }
    if take("(") { return items(until: ")", depth).map { .tuple($0) } }
    if take("[") { return items(until: "]", depth).map { .tuple($0) } }
    return string().map { .string($0) } ?? integer().map { .integer($0) }
  }

  private mutating func string() -> String? {
    guard let quote = rest.first, quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") else {
      return nil
    }
    let body = rest.dropFirst().prefix { $0 != quote }
    guard body.endIndex < rest.endIndex else { return nil }
    rest = rest[(body.endIndex + 1)...]
    return String(decoding: body, as: UTF8.self)
  }

  /// A decimal number, which Python 2 ended with an L.
  private mutating func integer() -> Int? {
    let digits = rest.prefix { (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-") }
    rest = rest[digits.endIndex...]
    if rest.first == UInt8(ascii: "L") { rest = rest.dropFirst() }
    return Int(String(decoding: digits, as: UTF8.self))
  }

  private mutating func items(until end: String, _ depth: Int) -> [PythonLiteral]? {
    var items: [PythonLiteral] = []
    while !take(end) {
      guard let item = literal(depth: depth + 1) else { return nil }
      items.append(item)
      if !take(",") { return take(end) ? items : nil }
    }
    return items
  }

  private mutating func dictionary(_ depth: Int) -> PythonLiteral? {
    var entries: [String: PythonLiteral] = [:]
    while !take("}") {
      skipSpace()
      guard let key = string(), take(":"), let value = literal(depth: depth + 1) else { return nil }
      entries[key] = value
      if !take(",") { return take("}") ? .dictionary(entries) : nil }
    }
    return .dictionary(entries)
  }
}
