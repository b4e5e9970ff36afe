import Stability

/// Distance against the frequency of a wave under one dilation, a curve a representation.
struct FrequencyCurves {
  let report: StabilityReport
  let styles: RepresentationStyles

  /// nil if nothing was measured.
  var figure: Figure? {
    guard report.frequencyResponses.contains(where: { !$0.distances.isEmpty }) else { return nil }
    return Figure(plot.drawing(), caption: Self.explanation)
  }

  static let explanation =
    "Waves under a Gaussian envelope and their dilation about the centre, both by formula, without "
    + "interpolation. The dashed line is the rate of the dilation."

  /// The dilation as a share of 100.
  var rate: String { Words.percent(report.frequencyDilation) }

  private var plot: LinePlot {
    LinePlot(
      title: "Dilation by \(rate) at each frequency", description: description, x: frequencyAxis,
      y: .fitting(
        points.map(\.distance) + [report.frequencyDilation], label: "distance / ‖x‖", includingZero: true),
      series: series, references: [ReferenceLine(rate, at: report.frequencyDilation)],
      naming: .ends, width: 380, height: 300)
  }

  private var points: [FrequencyDistance] { drawn.flatMap(\.distances) }

  private var drawn: [FrequencyResponse] {
    report.frequencyResponses.filter { styles.drawn.contains($0.representation) }
  }

  /// To Nyquist.
  private var frequencyAxis: Axis { Axis("frequency (cycles/pixel)", domain: 0...0.5) }

  /// Markers count through all responses, as the page's script does.
  private var series: [Series] {
    var first = 0
    return report.frequencyResponses.compactMap { response in
      defer { first += response.distances.count }
      let name = response.representation
      guard styles.drawn.contains(name) else { return nil }
      return Series(
        name, points: response.distances.map { Point($0.frequency, $0.distance) },
        color: styles.color(name), hasMarkers: true, marker: styles.marker(name), endLabel: name,
        layers: styles.layer(name), rows: response.distances.indices.map { first + $0 },
        rowName: "response")
    }
  }

  private var description: String {
    let ranges = drawn.compactMap { response -> String? in
      guard let first = response.distances.first, let last = response.distances.last else { return nil }
      return "\(response.representation) from \(Words.digits(first.distance)) at "
        + "\(first.frequency.shortText) to \(Words.digits(last.distance)) at \(last.frequency.shortText)"
    }
    return "Distance as a share of the wave’s norm against its frequency in cycles a pixel. "
      + "\(ranges.joined(separator: "; "))."
  }
}
