import Plots
import Scattering

/// The pictures of the features of a volume: bars by order, scale and degree, for each power that is integrated.
struct VolumeFigures {
  let view: FeatureView

  var sections: [Section] {
    (1...max(view.paths.map(\.order).max() ?? 0, 1)).compactMap(section)
  }

  private func section(ofOrder order: Int) -> Section? {
    let paths = view.paths(ofOrder: order)
    guard !paths.isEmpty else { return nil }
    return Section(
      "Order \(order)", introduction: introduction,
      blocks: [
        FigureRow(
          view.readings.enumerated().map { index, name in
            Figure(drawing(order, paths, reading: index, name), caption: caption)
          })
      ])
  }

  private func drawing(_ order: Int, _ paths: [Int], reading: Int, _ name: String) -> Drawing {
    BarPlot(
      title: "Order \(order), \(name)",
      description: "\(paths.count) paths, by scales and then by degree.",
      bars: paths.sorted { key($0).lexicographicallyPrecedes(key($1)) }.map { path in
        let value = view.value(path, reading: reading)
        let steps = view.paths[path].steps
        return BarPlot.Bar(
          Self.name(steps), value, text: value.text(significant: 4),
          color: .series(steps[0].label.degree ?? steps[0].label.directionIndex ?? 0),
          note: view.names.note(path, in: view, value: value, name))
      }
    ).drawing()
  }

  /// By scales, then by degree and order of the harmonic, or by directions.
  private func key(_ path: Int) -> [Int] {
    let steps = view.paths[path].steps
    return steps.map(\.scale) + [steps[0].label.degree ?? 0, steps[0].label.order ?? 0]
      + steps.map { $0.label.directionIndex ?? 0 }
  }

  /// `j0 j2 l3`: the scales, and what all wavelets of the path have in common; `j0 d1 j2 d4` of oriented wavelets.
  private static func name(_ steps: [ScatteringPath.Step]) -> String {
    guard steps[0].label.directionIndex == nil else {
      return steps.map(\.description).joined(separator: " ")
    }
    return steps.map { "j\($0.scale)" }.joined(separator: " ") + " \(steps[0].label)"
  }

  private var hasDirections: Bool {
    if case .morlet3D = view.configuration.wavelets { true } else { false }
  }

  private var introduction: String {
    hasDirections
      ? "Colours tell directions of wavelets apart."
      : "Colours tell degrees of solid harmonics apart. Harmonics shrink as the degree grows, as Kymatio scales them, so bars compare "
        + "among themselves within a degree."
  }

  private var caption: String {
    "Scales j, then \(hasDirections ? "direction d" : "degree l"): from the finest scale."
  }
}
