import Files
import Foundation
import Plots
import Stability

/// Cells of what was measured, and tables that reports have in common.
extension Table.Cell {
  static func measured(_ value: Double?) -> Table.Cell {
    value.map { .number(Number($0, significant: 3)) } ?? .missing
  }

  static func measured(_ interval: Interval?) -> Table.Cell {
    guard let interval else { return .missing }
    guard interval.hasEnds else { return measured(interval.median) }
    return .interval(
      Number(interval.median, significant: 3), low: Number(interval.low, significant: 3),
      high: Number(interval.high, significant: 3))
  }

  static func share(_ value: Double?) -> Table.Cell {
    value.map { .number(Number($0, as: Format.percent($0))) } ?? .missing
  }
}

extension Table {
  /// Two columns of text.
  static func pairs(_ caption: String, columns: [String], _ pairs: [(String, String)]) -> Table {
    Table(
      caption: caption, columns: columns, rows: pairs.map { [.text($0), .text($1)] }, textColumns: [1])
  }

  /// A table of names and digests; nil if there are none.
  static func digests(_ caption: String, _ inputs: [StabilityInput]) -> Table? {
    guard !inputs.isEmpty else { return nil }
    return Table(
      caption: caption, columns: ["Input", "SHA-256"],
      rows: inputs.map { [.text($0.name), .text($0.sha256)] }, textColumns: [1], isLarge: true)
  }

  /// When a command was run and where; no figure depends on it.
  static func run(_ run: RunFacts) -> Table {
    .pairs(
      "The run", columns: ["Fact", "Value"],
      [
        ("Date", run.date), ("Processor", run.machine.processor), ("Cores", "\(run.machine.cores)"),
        ("Threads", "\(run.machine.threads)"), ("Operating system", run.machine.operatingSystem),
      ] + (run.libtorch.map { [("libtorch", $0)] } ?? []))
  }

  /// Seconds of each stage and of all; nil if none was timed.
  static func timings(_ timings: [StageTiming]) -> Table? {
    guard !timings.isEmpty else { return nil }
    let total = timings.reduce(0) { $0 + $1.seconds }
    let rows = (timings + [StageTiming(stage: "all stages", seconds: total)]).map { timing in
      [Table.Cell.text(timing.stage), .number(Number(timing.seconds, decimals: 2))]
    }
    return Table(caption: "Time taken by each stage", columns: ["Stage", "Seconds"], rows: rows)
  }
}

extension Paragraph {
  /// The command of a run, in a paragraph that breaks where a table would be cut.
  static func command(_ run: RunFacts) -> Paragraph { Paragraph("Command: \(run.command)") }
}

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
      preconditionFailure("a report of numbers and text cannot fail to encode: \(error)")
    }
  }
}
