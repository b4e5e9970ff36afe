import Foundation

/// A report of a filter bank: a page, one picture and the numbers.
public protocol BankReport {
  /// The whole report as one HTML file.
  func html() -> String
  /// The figures of the report as one SVG file on its own paper, for a README or a paper.
  func svg() -> String
  /// The numbers as a JSON file, its keys sorted; every number exact. Throws only if a number is not finite.
  func json() throws -> String
  /// The number of wavelets of all orders.
  var waveletCount: Int { get }
  /// The frame bounds in a line.
  var boundText: String { get }
}

/// Numbers as indented JSON text, keys sorted.
func prettyJSON(_ numbers: some Encodable) throws -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
  return String(decoding: try encoder.encode(numbers), as: UTF8.self) + "\n"
}
