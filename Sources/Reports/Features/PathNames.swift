import Plots
import Scattering

/// Paths as figures and tables name them, with their wavelets' frequencies.
struct PathNames {
  let units: ResponseUnits

  init(_ configuration: ScatteringConfiguration, sampleRate: Double?) {
    units = ResponseUnits(axis: configuration.wavelets.rank == 3 ? .radius : .time, sampleRate: sampleRate)
    isOfImages = configuration.wavelets.rank == 2
  }

  private let isOfImages: Bool
  private var unit: String { isOfImages ? "cycles/pixel" : units.name }

  /// A wavelet's centre frequency with its unit, and the direction of the wave where it has one.
  func frequency(_ step: ScatteringPath.Step) -> String {
    if step.spin != nil { return "\(step.frequency.shortText) cycles/wavelet" }
    let angle = step.angle.map { " at \(($0 * 180 / .pi).degreesText)" } ?? ""
    return "\(number(step)) \(unit)\(angle)"
  }

  /// A centre frequency without its unit.
  func number(_ step: ScatteringPath.Step) -> String { (step.frequency * units.factor).shortText }

  /// The frequencies of all wavelets of a path, and that about which it stands.
  func frequencies(_ path: ScatteringPath) -> String {
    (path.steps + [path.acrossPaths].compactMap(\.self)).map(frequency).joined(separator: ", ")
      + (path.position.map { "; about \(frequency($0))" } ?? "")
  }

  /// The path's name with its frequencies: `S1 n12 · 0.11 cycles/sample`.
  func label(_ path: ScatteringPath) -> String {
    path.order == 0 ? "\(path) · the plain average" : "\(path) · \(frequencies(path))"
  }
}
