import Plots
import Scattering

/// The pictures of the features of a time series: scattergram, mean spectrum, and order 2 by its two bands.
struct TimeFigures {
  let view: FeatureView

  var sections: [Section] {
    [first, second].compactMap(\.self)
  }

  private var firstPaths: [Int] { view.paths(ofOrder: 1) }

  private var first: Section? {
    guard !firstPaths.isEmpty else { return nil }
    let maps =
      firstPaths.contains(where: view.hasPositions)
      ? [Figure(scattergram, caption: Self.scattergramCaption)] : []
    return Section(
      "Order 1", introduction: "The moduli of the signal behind each wavelet.",
      blocks: maps + [Figure(spectrum, caption: Self.spectrumCaption)])
  }

  private var scattergram: Drawing {
    TimeRows(
      rows: firstPaths.map { path in
        TimeRows.Row(
          name: view.names.label(view.paths[path]), mark: view.names.number(view.paths[path].steps[0]),
          samples: view.samples(path),
          positions: view.hasPositions(path) ? view.positions(path, axis: 0) : [0])
      }, sampleRate: view.options.sampleRate, scale: view.options.scale
    ).map(title: "Scattergram", axisLabel: "centre (\(view.names.units.name))", valueName: "S1")
  }

  private static let scattergramCaption = """
    Order 1 over time, a row a wavelet from the highest centre frequency down: rows are spaced evenly in log-frequency but for the lowest, \
    which are spaced evenly in frequency.
    """

  /// The means of order 1 by centre frequency.
  private var spectrum: Drawing {
    let peak = firstPaths.map(value).filter(\.isFinite).max() ?? 1
    let unit = DecimalUnit(peak: peak > 0 ? peak : 1)
    let points = firstPaths.map { path in
      Point(view.paths[path].steps[0].frequency * view.names.units.factor, unit.scaled(value(path)))
    }
    return LinePlot(
      title: "Spectrum of order 1, \(view.momentText)",
      description: "The values of \(points.count) paths over their centre frequency.",
      x: .fitting(points.map(\.x), label: "centre frequency (\(view.names.units.name))", scale: .logarithmic),
      y: .fitting(points.map(\.y), label: unit.label("S1"), includingZero: true),
      series: [
        Series(
          "S1", points: points, color: .series(0), hasMarkers: true, rows: firstPaths,
          notes: firstPaths.map { view.names.note($0, in: view, value: value($0), "S1") })
      ], naming: .key([]), width: 1080, height: 260
    ).drawing()
  }

  private static let spectrumCaption = "Each wavelet’s value over its centre frequency."

  /// The value of a path at the chosen time, else its mean.
  private func value(_ path: Int) -> Double {
    guard let time = view.options.time, view.hasPositions(path) else { return view.mean(path) }
    let positions = view.positions(path, axis: 0)
    let nearest = positions.indices.min { abs(positions[$0] - time) < abs(positions[$1] - time) }!
    return view.samples(path)[nearest]
  }

  private var second: Section? {
    let paths = view.paths(ofOrder: 2)
    guard !paths.isEmpty else { return nil }
    let matrix = PathMatrix(
      view: view, names: view.names, paths: paths, values: paths.map(value), scale: view.options.scale)
    return Section(
      "Order 2", introduction: "The moduli of order 1, filtered again: how each band’s envelope moves.",
      blocks: [
        Figure(
          matrix.drawing(title: "Order 2 by its two bands, \(view.momentText)"),
          caption:
            "A row a first wavelet, a column a second one. Blank: no path, as the second scale is no larger."
        )
      ])
  }
}

extension PathNames {
  /// The tooltip of a path: its name with frequencies, and a value.
  func note(_ path: Int, in view: FeatureView, value: Double, _ valueName: String) -> String {
    let path = view.paths[path]
    let frequencies = path.order == 0 ? "the plain average" : frequencies(path)
    return "\(path)\nfrequency: \(frequencies)\n\(valueName): \(value.text(significant: 4))"
  }
}
