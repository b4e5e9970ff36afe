import Plots
import Scattering

/// Paths of order 2 as cells, by their first wavelet down and their second across.
struct PathMatrix {
  let view: FeatureView
  let names: PathNames
  let paths: [Int]
  /// The value of each of `paths`.
  let values: [Double]
  let scale: Shading.Scale

  func drawing(title: String) -> Drawing {
    let (firsts, seconds) = (steps(0), steps(1))
    let cells = cells(firsts, seconds)
    let plane = Plane(
      rows: firsts.count, columns: seconds.count, values: cells.map { $0.map { values[$0] } ?? .nan })
    return CellMap(
      title: title,
      description: "\(paths.count) paths by \(firsts.count) first and \(seconds.count) second wavelets.",
      notes: CellNotes(
        plane, valueName: "S2",
        names: cells.map { $0.map { names.label(view.paths[paths[$0]]) } ?? "" }),
      x: .cells("second wavelet (\(markUnit))", names: seconds.map(mark), atMost: 16),
      y: .cells("first wavelet (\(markUnit))", names: firsts.map(mark), atMost: 20, isReversed: true),
      shading: Shading(scale, of: plane.values, label: "S2"), width: 1080,
      height: min(max(70 + 11 * Double(firsts.count), 260), 640)
    ).drawing()
  }

  /// The wavelets at one place in the paths, in the paths' order.
  private func steps(_ position: Int) -> [ScatteringPath.Step] {
    var seen: Set<ScatteringPath.Step> = []
    let all = paths.map { view.paths[$0].steps[position] }
    return all.filter { seen.insert($0).inserted }.sorted { ($0.scale, $0.rank) < ($1.scale, $1.rank) }
  }

  /// The index among `paths` of each cell, row by row.
  private func cells(_ firsts: [ScatteringPath.Step], _ seconds: [ScatteringPath.Step]) -> [Int?] {
    let index = Dictionary(
      uniqueKeysWithValues: paths.enumerated().map { (view.paths[$1].steps, $0) })
    return firsts.flatMap { first in seconds.map { index[[first, $0]] } }
  }

  private func mark(_ step: ScatteringPath.Step) -> String {
    step.orientation == nil ? names.number(step) : "\(step)"
  }

  private var markUnit: String {
    view.configuration.wavelets.rank == 1 ? names.units.name : "scale j, orientation l"
  }
}

extension ScatteringPath.Step {
  /// What orders the wavelets of one scale.
  fileprivate var rank: Int { orientation ?? index ?? 0 }
}
