import Plots
import Scattering

/// The pictures of joint time-frequency features: the average over time, and the spectrum by spin.
struct JointFigures {
  let view: FeatureView

  var sections: [Section] {
    [averages, spectrum].compactMap(\.self)
  }

  /// The paths behind the averages of order 1 whose low-pass along log-frequency keeps it an axis.
  private var averaged: [Int] {
    view.paths(ofOrder: 1).filter { view.paths[$0].acrossPaths?.spin == 0 }
  }

  private var averages: Section? {
    let rows = averaged.flatMap(rows)
    guard !rows.isEmpty else { return nil }
    let map = TimeRows(rows: rows, sampleRate: view.options.sampleRate, scale: view.options.scale).map(
      title: "Scattergram, averaged along log-frequency", axisLabel: "centre (\(view.names.units.name))",
      valueName: "S1")
    return Section(
      "Order 1",
      introduction: "The moduli of the signal behind each wavelet, averaged over time and log-frequency.",
      blocks: [
        Figure(
          map,
          caption:
            "Order 1 over time, a row a position along log-frequency from the highest centre frequency down.")
      ])
  }

  /// A path's rows over time: one, or one for each position along log-frequency where the layout keeps these an axis.
  private func rows(_ path: Int) -> [TimeRows.Row] {
    let name = view.paths[path]
    guard isJointLayout else {
      return [row(name.position, name: view.names.label(name), view.samples(path), path, timeAxis: 0)]
    }
    let samples = view.samples(path)
    let length = samples.count / view.shape(path)[0]
    return positions(path).enumerated().map { index, step in
      row(
        step, name: "\(name) at \(step) · \(view.names.frequency(step))",
        Array(samples[(index * length)..<((index + 1) * length)]), path, timeAxis: 1)
    }
  }

  private func row(
    _ step: ScatteringPath.Step?, name: String, _ samples: [Double], _ path: Int, timeAxis: Int
  ) -> TimeRows.Row {
    let hasTime = view.shape(path).count > timeAxis && samples.count > 1
    return TimeRows.Row(
      name: name, mark: step.map(view.names.number) ?? "all", samples: samples,
      positions: hasTime ? view.positions(path, axis: timeAxis) : [0])
  }

  private var isJointLayout: Bool {
    if case .joint(_, let along) = view.configuration.wavelets { along.layout == .joint } else { false }
  }

  /// The wavelets of order 1 at which a path's features along log-frequency stand, of an array that keeps them an axis; positions of the
  /// padding are none.
  private func positions(_ path: Int) -> [ScatteringPath.Step] {
    let wavelets = view.configuration.wavelets.layers(scales: view.configuration.scales)[0].map(\.step)
    let spacing = view.metadata.spacings[path].first ?? 0
    guard spacing > 0, view.shape(path).count > 1 else { return [] }
    return (0..<view.shape(path)[0]).compactMap {
      $0 * spacing < wavelets.count ? wavelets[$0 * spacing] : nil
    }
  }

  private var spectrum: Section? {
    let spectrum = SpinSpectrum(
      view: view, names: view.names, scale: view.options.scale,
      value: { path in
        // The mean over the positions of wavelets, without those of the padding.
        guard isJointLayout, !positions(path).isEmpty else { return view.mean(path) }
        return rows(path).flatMap(\.samples).mean
      })
    guard !spectrum.paths.isEmpty else { return nil }
    return Section(
      "Order 2 by spin",
      introduction:
        "How the moduli of order 1 move in time and along log-frequency at once, mean over time and position.",
      blocks: [
        FigureRow(spectrum.drawings.map { Figure($0.drawing, caption: $0.caption) })
      ])
  }
}

/// Order 2 of joint scattering, a plane a spin: wavelets of time down, those along log-frequency across.
struct SpinSpectrum {
  let view: FeatureView
  let names: PathNames
  let scale: Shading.Scale
  let value: (Int) -> Double

  var paths: [Int] {
    view.paths(ofOrder: 2).filter { view.paths[$0].acrossPaths?.spin != nil }
  }

  /// The cell of a path: its wavelets, whatever its position.
  private struct Key: Hashable {
    let time, along: ScatteringPath.Step
  }

  /// The mean over all positions of each cell.
  private var means: [Key: Double] {
    let cells = Dictionary(grouping: paths) { path in
      Key(time: view.paths[path].steps[0], along: view.paths[path].acrossPaths!)
    }
    return cells.mapValues { $0.map(value).mean }
  }

  var drawings: [(drawing: Drawing, caption: String)] {
    let means = means
    let shading = Shading(scale, of: means.values, label: "S2")
    return [1, -1, 0].compactMap { spin in
      let cells = means.filter { $0.key.along.spin == spin }
      return cells.isEmpty ? nil : (drawing(spin, cells, shading), Self.caption(spin))
    }
  }

  private func drawing(_ spin: Int, _ cells: [Key: Double], _ shading: Shading) -> Drawing {
    let times = Set(cells.keys.map(\.time)).sorted { $0.frequency > $1.frequency }
    let along = Set(cells.keys.map(\.along)).sorted { abs($0.frequency) > abs($1.frequency) }
    let keys = times.flatMap { time in along.map { Key(time: time, along: $0) } }
    let plane = Plane(
      rows: times.count, columns: along.count, values: keys.map { cells[$0] ?? .nan })
    return CellMap(
      title: spin == 0 ? "No spin" : "Spin \(spin > 0 ? "+" : "−")",
      description: "\(cells.count) pairs of a wavelet of time and one along log-frequency.",
      notes: CellNotes(
        plane, valueName: "S2",
        names: keys.map {
          "S2 \($0.time) \($0.along) · \(names.frequency($0.time)), \(names.frequency($0.along))"
        }),
      x: .cells(
        "log-frequency (cycles/wavelet)", names: along.map { abs($0.frequency).shortText }, atMost: 5),
      y: .cells("time (\(names.units.name))", names: times.map(names.number), atMost: 12, isReversed: true),
      shading: shading
    ).drawing()
  }

  /// Wavelets of order 1 count from the highest frequency, so a wave along them that goes with a wave in time falls back to smaller
  /// indices, higher frequencies, where both frequencies have one sign.
  private static func caption(_ spin: Int) -> String {
    switch spin {
    case 0: "The low-pass along log-frequency, which tells no direction."
    case 1:
      "Frequencies of one sign in time and along the wavelets, which count from the highest frequency: ridges that rise in pitch."
    default: "Frequencies of opposite signs: ridges that fall in pitch."
    }
  }
}
