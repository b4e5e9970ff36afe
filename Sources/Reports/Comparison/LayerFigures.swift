import Comparison
import Plots
import Stability

/// What one deformation does to every layer of every network: R, D, G and the distances, against depth.
struct LayerFigures {
  /// One kind of deformation at one size.
  struct Setting: Hashable, Sendable {
    let kind: DeformationKind
    let amplitude: Double

    var text: String { "\(kind.title), sup|τ| = \(amplitude.shortText) px" }
  }

  let rows: [LayerRow]
  let styles: ComparisonStyles

  /// The settings by kind, then by amplitude.
  var settings: [Setting] {
    DeformationKind.inOrder(rows.map(\.kind)).flatMap { kind in
      Set(rows.filter { $0.kind == kind }.map(\.amplitude)).sorted()
        .map { Setting(kind: kind, amplitude: $0) }
    }
  }

  /// The setting that shows first: elastic where there is that, its middle amplitude.
  var first: Int {
    let settings = settings
    let elastic = settings.indices.filter { settings[$0].kind == .elastic }
    let kind = elastic.isEmpty ? settings.indices.filter { settings[$0].kind == settings[0].kind } : elastic
    return kind.isEmpty ? 0 : kind[kind.count / 2]
  }

  func rows(at setting: Setting) -> [LayerRow] {
    rows.filter { $0.kind == setting.kind && $0.amplitude == setting.amplitude }
  }

  func figures(at setting: Setting) -> [Figure] {
    let rows = rows(at: setting)
    return Measure.all.map { figure($0, rows, setting) } + [distances(rows, setting)].compactMap(\.self)
  }

  private struct Measure: Sendable {
    let letter, title, label, caption: String
    let value: @Sendable (LayerRow) -> Interval

    static let all = [
      Measure(
        letter: "R", title: "R, relative stability", label: "R = D / G",
        caption:
          "Below the dashed line a layer responds less to the deformation than to noise of the same norm."
      ) { $0.relativeStability },
      Measure(
        letter: "D", title: "D, sensitivity to the deformation", label: "D, relative to distance of images",
        caption: "Mean squared distance under the deformation over that between images."
      ) { $0.deformationSensitivity },
      Measure(
        letter: "G", title: "G, sensitivity to noise", label: "G, relative to distance of images",
        caption: "Mean squared distance under noise of the deformation’s norm over that between images."
      ) { $0.noiseSensitivity },
    ]
  }

  private func figure(_ measure: Measure, _ rows: [LayerRow], _ setting: Setting) -> Figure {
    let curves = DepthCurves(self.rows.map(\.depth))
    let series = names.map { name in
      let style = styles[name]
      let own = rows.filter { $0.network == name }
      return curves.series(
        name, style,
        own.map { row in
          (row.depth, measure.value(row), Self.note(row, measure.letter, measure.value(row)))
        }, whole: DepthCurves.whole(own.map { ($0.layer, $0.depth) }))
    }
    let ends =
      self.rows.flatMap { [measure.value($0).median, measure.value($0).range.upperBound] }
      + self.rows.map { measure.value($0).range.lowerBound }.filter { $0 > 0 }
    let plot = LinePlot(
      title: measure.title,
      description: "\(setting.text): \(measure.letter) by depth. "
        + DepthCurves.rangeText(rows.map { ($0.network, $0.depth, measure.value($0).median) }),
      x: curves.axis, y: .suited(ends + (measure.letter == "R" ? [1] : []), label: measure.label),
      series: series,
      references: measure.letter == "R" ? [ReferenceLine("noise", at: 1, labelEnd: .start)] : [],
      naming: .ends, width: 380, height: 310)
    return Figure(
      plot.drawing(),
      caption: measure.caption + curves.levelText(rows.map { ($0.network, $0.depth) }) + wholeText)
  }

  private var names: [String] { rows.map(\.network).unique }

  /// The sentence that all orders together stand apart, where they do.
  private var wholeText: String {
    let hasWhole = names.contains { name in
      DepthCurves.whole(rows.filter { $0.network == name }.map { ($0.layer, $0.depth) }) != nil
    }
    return hasWhole ? " A last point apart from its curve is of all orders together." : ""
  }

  private static func note(_ row: LayerRow, _ letter: String, _ value: Interval) -> String {
    Note("\(row.network), \(row.layer)", [("depth", "\(row.depth)"), (letter, Note.interval(value))]).text
  }

  /// Random maximum, worst case and certificate; nil where nothing was searched or bounded.
  private func distances(_ rows: [LayerRow], _ setting: Setting) -> Figure? {
    guard rows.contains(where: { $0.worstCase != nil || $0.certificate != nil }) else { return nil }
    let curves = DepthCurves(self.rows.map(\.depth))
    let series = names.flatMap { name -> [Series] in
      let own = rows.filter { $0.network == name }
      return [
        curves.line(name, styles[name], own, "certificate", .dotted) { $0.certificate },
        curves.line(name, styles[name], own, "worst case", .dashed) { $0.worstCase },
        curves.line(name, styles[name], own, "random maximum", .solid) { $0.randomMaximum },
      ].compactMap(\.self)
    }
    let values = self.rows.flatMap { [$0.randomMaximum, $0.worstCase, $0.certificate].compactMap(\.self) }
    let plot = LinePlot(
      title: "Random, worst and certified distance",
      description: "\(setting.text): distances relative to the image’s norm by depth. "
        + DepthCurves.rangeText(rows.map { ($0.network, $0.depth, $0.worstCase ?? $0.randomMaximum) }),
      x: curves.axis, y: .measured(values, label: "distance / ‖x‖"), series: series, naming: .ends,
      width: 380, height: 310)
    return Figure(
      plot.drawing(),
      caption:
        "Solid: the largest of the random deformations. Dashed: the worst case found through the network’s own gradient. "
        + "Dotted: the proven bound, the product of the layers’ norms times the distance of the images.")
  }
}

/// The last layers at the setting that shows first, in a sentence made of their numbers.
struct LayerText {
  private let rows: [LayerRow]
  private let setting: LayerFigures.Setting?

  init(_ figures: LayerFigures) {
    let settings = figures.settings
    setting = settings.isEmpty ? nil : settings[figures.first]
    rows = setting.map(figures.rows) ?? []
  }

  var sentence: String {
    guard let setting, let first = ranking.first else { return "" }
    let text = ranking.map { "\($0.network) \(Note.interval($0.relativeStability))" }
    let start =
      "At \(setting.kind.title.lowercased()) of \(setting.amplitude.shortText) px, R at the last layer is: "
      + "\(text.joined(separator: "; "))."
    guard ranking.count > 1 else { return start }
    return start
      + (equals.isEmpty
        ? " \(first.network) has the lowest R, outside the intervals."
        : " The intervals do not tell \(first.network) apart from \(ComparisonText.list(equals.map(\.network))).")
  }

  /// The layers whose interval meets that of the first in the ranking, without the first.
  var equals: [LayerRow] {
    guard let first = ranking.first else { return [] }
    return ranking.dropFirst().filter { $0.relativeStability.low <= first.relativeStability.high }
  }

  /// The deepest layer of each network, from the most stable.
  var ranking: [LayerRow] {
    rows.map(\.network).unique.compactMap { name in
      rows.filter { $0.network == name }.max { $0.depth < $1.depth }
    }.filter(\.relativeStability.median.isFinite).sorted {
      $0.relativeStability.median < $1.relativeStability.median
    }
  }
}
