import Foundation

/// One record of comma-separated values (RFC 4180).
package struct CSVRecord {
  /// The record without the end of its line.
  private(set) var text: [UInt8] = []
  private var hasFields = false

  /// - Parameter fields: At least one; quoted where they must be.
  package init(_ fields: [String]) { for field in fields { append(quoted: field) } }

  /// What follows in a record whose first fields were written before.
  static var continued: CSVRecord {
    var record = CSVRecord([])
    record.hasFields = true
    return record
  }

  /// The record with the end of its line.
  package var bytes: [UInt8] { text + [0x0D, 0x0A] }

  /// Appends a field that holds neither comma, quote nor line break.
  package mutating func append(_ field: String) {
    if hasFields { text.append(UInt8(ascii: ",")) }
    hasFields = true
    text.append(contentsOf: field.utf8)
  }

  private mutating func append(quoted field: String) {
    append(field.isEmpty ? "\"\"" : Self.quoted(field))
  }

  /// The text of a field, in quotes where it must be.
  package static func quoted(_ field: String) -> String {
    guard field.utf8.contains(where: { ",\"\r\n".utf8.contains($0) }) else { return field }
    return "\"" + field.replacing("\"", with: "\"\"") + "\""
  }
}

/// A text of delimited values (RFC 4180): records of fields, which are quoted where they must be. Lines end in LF, CR LF or CR.
package struct CSVTable {
  let text: Data
  /// What stands between fields.
  package let separator: UInt8

  /// A text that may begin with a byte order mark.
  package init(text: Data, separator: UInt8 = UInt8(ascii: ",")) {
    (self.text, self.separator) = (
      text.starts(with: [0xEF, 0xBB, 0xBF]) ? text.dropFirst(3) : text, separator
    )
  }

  /// How many records and columns there are.
  struct Size {
    /// Records, with the one that names the columns.
    fileprivate(set) var records = 0
    /// Fields of the first record.
    fileprivate(set) var columns = 1
    /// Whether the last record ends in a line feed.
    fileprivate(set) var isTerminated = true
  }

  /// Counts all, in memory that does not grow with the text.
  var size: Size {
    var (size, scanner) = (Size(), CSVScanner(separator: separator))
    var isOpen = false
    for byte in text {
      let role = scanner.role(of: byte)
      if role == .separator, size.records == 0 { size.columns += 1 }
      if role == .recordEnd { size.records += 1 }
      isOpen = role == .content || role == .separator
      size.isTerminated = !isOpen && byte == UInt8(ascii: "\n")
    }
    if isOpen { size.records += 1 }
    return size
  }

  /// A record: a line, or several where quoted fields hold their ends.
  package struct Record {
    /// The number, from 1, of its first line.
    package let line: Int
    /// Without the end of the line.
    let text: Data.SubSequence
  }

  /// The records one after the other, also one at the end whose line does not end.
  package var records: Records { Records(self) }

  package struct Records: Sequence, IteratorProtocol {
    private let text: Data
    private var scanner: CSVScanner
    /// Where the record begins, and how far it was looked at.
    private var start, position: Data.Index
    /// The line in which the record begins, and the one that is looked at.
    private var (line, lastLine) = (1, 1)

    fileprivate init(_ table: CSVTable) {
      (text, scanner) = (table.text, CSVScanner(separator: table.separator))
      (start, position) = (text.startIndex, text.startIndex)
    }

    package mutating func next() -> Record? {
      while position < text.endIndex {
        let role = scanner.role(of: text[position])
        position += 1
        if scanner.beginsLine { lastLine += 1 }
        guard role == .recordEnd || role == .nothing else { continue }
        let record = Record(line: line, text: text[start..<(position - 1)])
        (start, line) = (position, lastLine)
        if role == .recordEnd { return record }
      }
      guard start < position else { return nil }
      defer { start = position }
      return Record(line: line, text: text[start...])
    }
  }

  /// The fields of a record, one at least.
  package func fields(of record: Record) -> [Field] {
    var (fields, scanner) = ([Field](), CSVScanner(separator: separator))
    // Many times faster to go through than data.
    let bytes = [UInt8](record.text)
    var start = 0
    for (index, byte) in bytes.enumerated() where scanner.role(of: byte) == .separator {
      fields.append(Field(stored: bytes[start..<index]))
      start = index + 1
    }
    return fields + [Field(stored: bytes[start...])]
  }

  /// A field of a record.
  package struct Field {
    /// The field's bytes in the record, perhaps in quotes.
    fileprivate let stored: ArraySlice<UInt8>

    /// The field's text: without space around it, and then without quotes around it.
    package var text: String {
      let trimmed = Self.trimmed(stored)
      let quote = UInt8(ascii: "\"")
      guard trimmed.count >= 2, trimmed.first == quote, trimmed.last == quote else {
        return String(decoding: trimmed, as: UTF8.self)
      }
      return String(decoding: trimmed.dropFirst().dropLast(), as: UTF8.self).replacing("\"\"", with: "\"")
    }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
      func isSpace(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
      let rest = bytes.drop(while: isSpace)
      return rest.prefix(upTo: rest.lastIndex { !isSpace($0) }.map { $0 + 1 } ?? rest.startIndex)
    }
  }
}

/// Goes through delimited values byte by byte and tells what each is. Quotes count at the beginning of a field alone.
struct CSVScanner {
  let separator: UInt8
  private var state = State.fieldStart
  private var isAfterReturn = false
  /// Whether the byte that was looked at last ended a line, in quotes or not.
  private(set) var beginsLine = false

  private enum State {
    case fieldStart, unquoted, quoted
    /// Behind a quote within quotes, which ends them unless another follows.
    case quoteInQuotes
  }

  enum Role {
    case content, separator, recordEnd
    /// The line feed of CR LF, which ends what has ended.
    case nothing
  }

  init(separator: UInt8) { self.separator = separator }

  /// What the next byte is.
  mutating func role(of byte: UInt8) -> Role {
    let (isReturn, isFeed) = (byte == UInt8(ascii: "\r"), byte == UInt8(ascii: "\n"))
    let completesReturn = isFeed && isAfterReturn
    (isAfterReturn, beginsLine) = (isReturn, (isReturn || isFeed) && !completesReturn)
    if state == .quoted || (state == .quoteInQuotes && byte == UInt8(ascii: "\"")) {
      state = state == .quoted && byte == UInt8(ascii: "\"") ? .quoteInQuotes : .quoted
      return .content
    }
    if isReturn || isFeed || byte == separator {
      let isFirst = state == .fieldStart
      state = .fieldStart
      if byte == separator { return .separator }
      return completesReturn && isFirst ? .nothing : .recordEnd
    }
    state = state == .fieldStart && byte == UInt8(ascii: "\"") ? .quoted : .unquoted
    return .content
  }
}
