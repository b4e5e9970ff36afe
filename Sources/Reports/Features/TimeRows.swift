import Plots
import Scattering

/// Features over time, a row a path or a position along log-frequency.
struct TimeRows {
  struct Row {
    /// What a tip calls the row.
    var name: String
    /// What the axis calls it.
    var mark: String
    var samples: [Double]
    /// The positions of the samples in time, in samples of the signal.
    var positions: [Int]
  }

  let rows: [Row]
  let sampleRate: Double?
  let scale: Shading.Scale

  /// The most columns of a picture; of more samples it shows means.
  static let columnLimit = 1200

  var timeName: String { sampleRate == nil ? "samples" : "s" }

  func time(_ position: Int) -> Double { Double(position) / (sampleRate ?? 1) }

  /// The row of most samples, which has the times of all.
  private var finest: Row { rows.max { $0.samples.count < $1.samples.count }! }

  private var bins: Int { min(finest.samples.count, Self.columnLimit) }

  /// - Parameter axisLabel: What the rows' marks say.
  func map(title: String, axisLabel: String, valueName: String) -> Drawing {
    let lines = rows.map { Binning(count: $0.samples.count, bins: bins).applied($0.samples) }
    let plane = Plane(rows: rows.count, columns: bins, values: Array(lines.joined()))
    let times = Binning(count: finest.samples.count, bins: bins).names(
      finest.positions.map { "\(time($0).shortText) \(timeName)" })
    return CellMap(
      title: title,
      description: "\(rows.count) rows over time, \(finest.samples.count) positions from \(times[0]) on.",
      notes: CellNotes(
        plane, valueName: valueName, rowNames: rows.map(\.name), columnNames: times),
      x: timeAxis,
      y: .cells(axisLabel, names: rows.map(\.mark), atMost: 14, isReversed: true),
      shading: Shading(scale, of: plane.values, label: valueName), width: 1080,
      height: min(max(60 + 9 * Double(rows.count), 240), 520)
    ).drawing()
  }

  /// From half a step before the first position to half a step behind the last.
  private var timeAxis: Axis {
    let positions = finest.positions
    let half = positions.count > 1 ? time(positions[1] - positions[0]) / 2 : 0.5 / (sampleRate ?? 1)
    return Axis(
      "time (\(timeName))", domain: (time(positions[0]) - half)...(time(positions.last!) + half))
  }
}
