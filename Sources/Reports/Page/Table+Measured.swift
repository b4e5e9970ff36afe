import Stability

/// Cells of what was measured, and tables that reports have in common.
extension Table.Cell {
  static func measured(_ value: Double?) -> Table.Cell {
    value.map { .number(Number($0, significant: 3)) } ?? .missing
  }

  static func measured(_ interval: Interval?) -> Table.Cell {
    guard let interval else { return .missing }
    return .interval(
      Number(interval.median, significant: 3), low: Number(interval.low, significant: 3),
      high: Number(interval.high, significant: 3))
  }

  static func share(_ value: Double?) -> Table.Cell {
    value.map { .number(Number($0, as: Words.percent($0))) } ?? .missing
  }
}

extension Table {
  /// Two columns of words.
  static func pairs(_ caption: String, columns: [String], _ pairs: [(String, String)]) -> Table {
    Table(
      caption: caption, columns: columns, rows: pairs.map { [.words($0), .words($1)] }, wordColumns: [1])
  }

  /// Names beside digests; nil if there are none.
  static func digests(_ caption: String, _ inputs: [StabilityInput]) -> Table? {
    guard !inputs.isEmpty else { return nil }
    return Table(
      caption: caption, columns: ["Input", "SHA-256"],
      rows: inputs.map { [.words($0.name), .words($0.sha256)] }, wordColumns: [1], isLarge: true)
  }

  /// Seconds of each stage and of all; nil if none was timed.
  static func timings(_ timings: [StageTiming]) -> Table? {
    guard !timings.isEmpty else { return nil }
    let total = timings.reduce(0) { $0 + $1.seconds }
    let rows = (timings + [StageTiming(stage: "all stages", seconds: total)]).map { timing in
      [Table.Cell.words(timing.stage), .number(Number(timing.seconds, decimals: 2))]
    }
    return Table(caption: "Time taken by each stage", columns: ["Stage", "Seconds"], rows: rows)
  }
}
