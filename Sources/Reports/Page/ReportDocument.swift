import Foundation

/// A report as JSON text: keys sorted, numbers exact, one line. What is not finite stands as the strings `NaN`, `Infinity` and
/// `-Infinity`, for JSON has no such numbers.
struct ReportDocument {
  let text: String

  init(_ report: some Encodable) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
    do {
      text = String(decoding: try encoder.encode(report), as: UTF8.self) + "\n"
    } catch {
      preconditionFailure("a report of numbers and words cannot fail to encode: \(error)")
    }
  }
}
