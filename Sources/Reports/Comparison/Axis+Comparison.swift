import Foundation
import Plots

extension Axis {
  /// Numbers of labels, logarithmic, every one marked, and written where there is room from the last on: thousands as `2k`.
  static func labelCounts(_ counts: some Sequence<Int>) -> Axis {
    let counts = Set(counts.filter { $0 > 0 }).sorted()
    let values = counts.map(Double.init)
    var axis = logarithmic(values, label: "number of labels (samples)", apart: 1)
    let written = Set(logarithmic(values, label: "", apart: labelGap(counts)).tickValues ?? [])
    axis.tickValues = values
    axis.tickLabels = counts.map { written.contains(Double($0)) ? thousands($0) : "" }
    if counts.contains(where: { $0 >= 1000 && $0 % 100 == 0 }) { axis.label += "; k = 1000" }
    return axis
  }

  /// The least factor between two numbers that are written: 24 of 230 pixels apart.
  private static func labelGap(_ counts: [Int]) -> Double {
    guard let least = counts.first, let most = counts.last, most > least else { return 1 }
    return pow(Double(most) / Double(least) * 1.25, 24.0 / 230)
  }

  /// `300`, `2k`, `1.5k`.
  private static func thousands(_ count: Int) -> String {
    guard count >= 1000, count % 100 == 0 else { return "\(count)" }
    return "\((Double(count) / 1000).shortText)k"
  }

  /// Given values, logarithmic, marked themselves where they lie a factor apart.
  static func logarithmic(_ values: [Double], label: String, apart factor: Double) -> Axis {
    let values = Set(values.filter { $0 > 0 && $0.isFinite }).sorted()
    guard let least = values.first, let most = values.last else {
      return Axis(label, domain: 0.1...1, scale: .logarithmic)
    }
    let margin = most > least ? 1.12 : 2
    var marks: [Double] = []
    for value in values.reversed() where marks.last.map({ $0 / value >= factor }) ?? true {
      marks.append(value)
    }
    return Axis(
      label, domain: least / margin...most * margin, scale: .logarithmic, tickValues: marks.reversed())
  }

  /// Measured values, logarithmic, with a little room and round marks however little they differ.
  static func measured(_ values: [Double], label: String) -> Axis {
    let usable = values.filter { $0.isFinite && $0 > 0 }
    guard let least = usable.min(), let most = usable.max(), most / least < 1e3 else {
      return .fitting(usable, label: label, scale: .logarithmic)
    }
    let domain = least / 1.12...most * 1.12
    return Axis(label, domain: domain, scale: .logarithmic, tickValues: marks(domain))
  }

  /// Three to eight round values of a domain, or as near to that as there is.
  private static func marks(_ domain: ClosedRange<Double>) -> [Double] {
    let sets: [[Double]] = [
      [1], [1, 3], [1, 2, 5], [1, 2, 3, 5, 7], [1, 1.5, 2, 3, 4, 5, 6, 7, 8, 9],
      Array(stride(from: 1, to: 10, by: 0.25)),
    ]
    let decades = Int(floor(log10(domain.lowerBound)))...Int(ceil(log10(domain.upperBound)))
    let candidates = sets.map { multiples in
      decades.flatMap { decade in multiples.map { $0 * pow(10, Double(decade)) } }.filter(domain.contains)
    }
    let fitting = candidates.filter { (3...8).contains($0.count) }
    return fitting.last ?? candidates.filter { $0.count <= 8 }.max { $0.count < $1.count } ?? []
  }

  /// Logarithmic where positive values differ by a factor of ten, else linear from zero.
  static func suited(_ values: [Double], label: String) -> Axis {
    let usable = values.filter(\.isFinite)
    guard let least = usable.min(), let most = usable.max(), least > 0, most / least > 10 else {
      return .fitting(usable, label: label, includingZero: true)
    }
    return .measured(usable, label: label)
  }

  /// The depths of layers, from 0.
  static func depths(_ depths: some Sequence<Int>) -> Axis {
    let most = Swift.max(depths.max() ?? 0, 1)
    let step = Swift.max(1, (most + 6) / 7)
    return Axis(
      "depth (layers from the input)", domain: -0.35...Double(most) + 0.35,
      tickValues: stride(from: 0, through: most, by: step).map(Double.init))
  }
}
