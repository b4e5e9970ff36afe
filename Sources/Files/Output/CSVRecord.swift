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

  /// A field, in quotes where it must be.
  package static func quoted(_ field: String) -> String {
    guard field.utf8.contains(where: { ",\"\r\n".utf8.contains($0) }) else { return field }
    return "\"" + field.replacing("\"", with: "\"\"") + "\""
  }
}
