import Files
import Plots
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

  /// The dilation as a percentage.
  var rate: String { Format.percent(report.frequencyDilation) }

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

  /// The axis of frequencies, to Nyquist.
  private var noun: SignalNoun { report.noun }
  private var frequencyAxis: Axis { Axis("frequency (cycles/\(noun.sample))", domain: 0...0.5) }

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
      return "\(response.representation) from \(Format.digits(first.distance)) at "
        + "\(first.frequency.shortText) to \(Format.digits(last.distance)) at \(last.frequency.shortText)"
    }
    return "Distance relative to the wave’s norm against its frequency in cycles a \(noun.sample). "
      + "\(ranges.joined(separator: "; "))."
  }
}

/// The Fourier modulus compared with scattering at the lowest and the highest frequency, and the sentence that states it.
struct FrequencyFindings {
  private let report: StabilityReport
  private var noun: SignalNoun { report.noun }
  private let fourier, scattering: (low: FrequencyDistance, high: FrequencyDistance)

  /// nil unless both were measured at the same frequencies.
  init?(_ report: StabilityReport) {
    self.report = report
    guard let fourier = Self.ends(report, report.names(of: .fourierModulus).first),
      let scattering = Self.ends(report, report.names(of: .scattering).last),
      fourier.high.frequency == scattering.high.frequency, fourier.low.frequency == scattering.low.frequency
    else { return nil }
    (self.fourier, self.scattering) = (fourier, scattering)
  }

  private static func ends(_ report: StabilityReport, _ name: String?)
    -> (low: FrequencyDistance, high: FrequencyDistance)?
  {
    let response = report.frequencyResponses.first { $0.representation == name }
    guard let low = response?.distances.first, let high = response?.distances.last else { return nil }
    return (low, high)
  }

  /// How many times farther the Fourier modulus moves than scattering at the highest frequency; nil where that has no meaning.
  var ratio: Double? {
    scattering.high.distance > 0 && fourier.high.distance.isFinite
      ? fourier.high.distance / scattering.high.distance : nil
  }

  /// Whether the Fourier modulus moves as far as the raw pixels at the highest frequency, to a hundredth.
  var movesLikePixels: Bool {
    guard let pixels = Self.ends(report, report.names(of: .pixels).first)?.high,
      pixels.frequency == fourier.high.frequency
    else { return false }
    return abs(pixels.distance - fourier.high.distance) <= 0.01 * pixels.distance
  }

  var sentence: String {
    let names = (report.names(of: .fourierModulus)[0], report.names(of: .scattering).last!)
    return
      "At \(fourier.high.frequency.shortText) cycles a \(noun.sample), dilation by \(Format.percent(report.frequencyDilation)) moves the "
      + "\(names.0) by \(share(fourier.high))\(movesLikePixels ? ", as far as the raw \(noun.samples)," : "") and \(names.1) by "
      + "\(share(scattering.high))\(comparison); at \(fourier.low.frequency.shortText) it moves them by \(share(fourier.low)) "
      + "and \(share(scattering.low))."
  }

  private var comparison: String {
    ratio.map { $0 > 1 ? ", \(Format.digits($0)) times less" : ", which is no less" } ?? ""
  }

  private func share(_ point: FrequencyDistance) -> String { "\(Format.digits(point.distance))\u{A0}‖x‖" }
}
