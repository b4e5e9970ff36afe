import Plots
import Scattering

/// The figures of a bank's responses: a plot a panel, and the Littlewood-Paley sums.
struct ResponseFigures {
  let bank: ResponseBank

  private static let width = 1080.0

  func responses(_ panel: ResponsePanel) -> Drawing {
    let peak = (panel.bands.map(\.response) + [panel.lowPass].compactMap(\.self)).flatMap(\.values).max() ?? 1
    return LinePlot(
      title: panel.name,
      description:
        "The frequency responses of \(Format.count(panel.bands.count, "wavelet")), \(key(panel).text).",
      x: units(panel.axis).axis(panelFrequencies(panel)),
      y: Axis("response", domain: 0...1.06 * peak),
      series: panel.bands.map { curve($0, in: panel) } + lowPass(panel),
      naming: .key(key(panel).entries), width: Self.width, height: 300
    ).drawing()
  }

  /// All sums over one axis, with A and B of each.
  func sums(_ axis: ResponseAxis) -> Drawing {
    let sums = bank.sums.filter { $0.axis == axis }
    return LinePlot(
      title: "The Littlewood–Paley sum" + (axis == .logFrequency ? " along log-frequency" : ""),
      description: sums.map { "Of \($0.name) between \($0.bounds.text)." }.joined(separator: " "),
      x: units(axis).axis(frequencies(axis)),
      y: Axis("sum of squares", domain: 0...1.14 * max(sums.map(\.bounds.upper).max() ?? 1, 1)),
      series: sums.enumerated().map { index, sum in
        Series(
          sum.name, points: points(sum.curve, axis), color: .series(index),
          stroke: index == 0 ? .solid : .dashed)
      },
      references: sums.prefix(1).flatMap { references($0.bounds) }, width: Self.width, height: 282
    ).drawing()
  }

  func units(_ axis: ResponseAxis) -> ResponseUnits {
    ResponseUnits(axis: axis, sampleRate: bank.sampleRate)
  }

  private func references(_ bounds: FrameBounds) -> [ReferenceLine] {
    [
      ReferenceLine("B = \(bounds.upper.text(significant: 4))", at: bounds.upper),
      ReferenceLine("A = \(bounds.lower.text(significant: 4))", at: bounds.lower, labelEnd: .start),
    ]
  }

  private func frequencies(_ axis: ResponseAxis) -> [Double] {
    bank.sums.filter { $0.axis == axis }.flatMap(\.curve.frequencies)
  }

  /// The frequencies of the sums over the panel's axis, or of its own curves where there are none.
  private func panelFrequencies(_ panel: ResponsePanel) -> [Double] {
    let ofSums = frequencies(panel.axis)
    return ofSums.isEmpty ? (panel.lowPass?.frequencies ?? []) : ofSums
  }

  private func points(_ curve: ResponseCurve, _ axis: ResponseAxis) -> [Point] {
    let factor = units(axis).factor
    return zip(curve.frequencies, curve.values).map { Point($0 * factor, $1) }
  }

  private func curve(_ band: ResponseBand, in panel: ResponsePanel) -> Series {
    Series(note(band, panel.axis), points: points(band.response, panel.axis), color: band.color)
  }

  private func lowPass(_ panel: ResponsePanel) -> [Series] {
    panel.lowPass.map { [Series("low-pass", points: points($0, panel.axis), color: .ink, stroke: .dashed)] }
      ?? []
  }

  /// The tooltip of a wavelet's curve.
  private func note(_ band: ResponseBand, _ axis: ResponseAxis) -> String {
    let units = units(axis)
    return "\(band.name)\nscale: \(band.scale)\ncentre: \(units.text(band.centerFrequency))"
      + "\nbandwidth: \(units.text(band.bandwidth))"
  }

  private func key(_ panel: ResponsePanel) -> (text: String, entries: [Legend.Entry]) {
    let lowPass =
      panel.lowPass == nil ? [] : [Legend.Entry(name: "low-pass", color: .ink, stroke: .dashed)]
    guard panel.axis == .logFrequency else {
      let scales = Set(panel.bands.map(\.scale)).sorted()
      return (
        "coloured by scale", scales.map { .init(name: "j = \($0)", color: .series($0)) } + lowPass
      )
    }
    return (
      "coloured by spin",
      [("spin +", 1), ("spin −", -1), ("low-pass", 0)].map { .init(name: $0, color: .spin($1)) }
    )
  }
}

extension ResponseBand {
  /// By scale, or by spin where there is one.
  var color: ThemeColor { spin.map(ThemeColor.spin) ?? .series(scale) }
}

extension ThemeColor {
  /// The colour of a spin along log-frequency.
  static func spin(_ spin: Int) -> ThemeColor { spin == 0 ? .ink : .series(spin > 0 ? 0 : 1) }
}

extension FrameBounds {
  /// `A = 0.123 and B = 1.01`.
  var text: String { "A = \(lower.text(significant: 4)) and B = \(upper.text(significant: 4))" }
}

/// The unit of an axis of frequency, as figures and tables write it.
struct ResponseUnits {
  let axis: ResponseAxis
  /// Samples a second of time series; nil where nobody said.
  var sampleRate: Double?

  /// What cycles a sample are multiplied by.
  var factor: Double { axis == .time ? sampleRate ?? 1 : 1 }

  var name: String {
    switch axis {
    case .time: sampleRate == nil ? "cycles/sample" : "Hz"
    case .logFrequency: "cycles/wavelet"
    case .radius, .alongWave: "cycles/voxel"
    }
  }

  /// A frequency of the bank with its unit.
  func text(_ frequency: Double) -> String { "\((frequency * factor).text(significant: 3)) \(name)" }

  /// The axis that holds some frequencies of the bank: logarithmic but where frequencies have signs.
  func axis(_ frequencies: [Double]) -> Axis {
    guard axis != .logFrequency else {
      return Axis("frequency along log-frequency (\(name))", domain: -0.5...0.5, tickStep: 0.25)
    }
    let label =
      switch axis {
      case .radius: "distance from frequency zero (\(name))"
      case .alongWave: "frequency along the wave (\(name))"
      case .time, .logFrequency: "frequency (\(name))"
      }
    let (least, most) = (frequencies.min() ?? 0.01, frequencies.max() ?? 0.5)
    return Axis(label, domain: least * factor...most * factor, scale: .logarithmic)
  }
}
