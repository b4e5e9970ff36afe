import Foundation

/// One record of comma-separated values (RFC 4180).
package struct CSVRecord {
  private var text: [UInt8] = []

  /// - Parameter fields: At least one; quoted where they must be.
  package init(_ fields: [String]) { for field in fields { append(quoted: field) } }

  /// The record with the end of its line.
  package var bytes: [UInt8] { text + [0x0D, 0x0A] }

  /// Appends a field that holds neither comma, quote nor line break.
  package mutating func append(_ field: String) {
    if !text.isEmpty { text.append(UInt8(ascii: ",")) }
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

/// A text of comma-separated values (RFC 4180), whose fields are quoted where they must be.
struct CSVTable {
  let text: Data

  /// How many records and columns there are.
  struct Size {
    /// Records, with the one that names the columns.
    fileprivate(set) var records = 0
    /// Fields of the first record.
    fileprivate(set) var columns = 1
    /// Whether the last record ends with its line.
    fileprivate(set) var isTerminated = true

    /// Counts a byte outside quotes.
    fileprivate mutating func count(_ byte: UInt8) {
      isTerminated = byte == UInt8(ascii: "\n")
      if isTerminated { records += 1 }
      if byte == UInt8(ascii: ","), records == 0 { columns += 1 }
    }
  }

  /// Counts all, in memory that does not grow with the text.
  var size: Size {
    var (size, isQuoted) = (Size(), false)
    for byte in text {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if isQuoted { size.isTerminated = false } else { size.count(byte) }
    }
    if !size.isTerminated { size.records += 1 }
    return size
  }

  /// The records without the ends of their lines; a quoted field may hold one.
  var records: [Data.SubSequence] {
    var (records, start, isQuoted) = ([Data.SubSequence](), text.startIndex, false)
    for (index, byte) in zip(text.indices, text) {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      guard byte == UInt8(ascii: "\n"), !isQuoted else { continue }
      let hasReturn = index > start && text[index - 1] == UInt8(ascii: "\r")
      records.append(text[start..<(hasReturn ? index - 1 : index)])
      start = index + 1
    }
    return records
  }

  /// The fields after the first, which alone may be quoted.
  static func fieldsAfterFirst(of record: Data.SubSequence) -> [Data.SubSequence] {
    var (rest, isQuoted) = (record[record.endIndex...], false)
    for (index, byte) in zip(record.indices, record) {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if byte == UInt8(ascii: ","), !isQuoted {
        rest = record[(index + 1)...]
        break
      }
    }
    return rest.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
  }
}
