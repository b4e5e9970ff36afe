import Foundation

/// The size of a text of comma-separated values.
struct CSVTable {
  /// Records, with the one that names the columns.
  private(set) var recordCount = 0
  /// Fields of the first record.
  private(set) var columnCount = 1
  /// Whether the last record ends with its line.
  private(set) var isTerminated = true

  init(_ text: Data) {
    var isQuoted = false
    for byte in text {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if isQuoted { isTerminated = false } else { count(byte) }
    }
    if !isTerminated { recordCount += 1 }
  }

  /// Counts a byte outside quotes.
  private mutating func count(_ byte: UInt8) {
    isTerminated = byte == UInt8(ascii: "\n")
    if isTerminated { recordCount += 1 }
    if byte == UInt8(ascii: ","), recordCount == 0 { columnCount += 1 }
  }
}
