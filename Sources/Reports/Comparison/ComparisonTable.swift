import Comparison
import Files
import Plots
import Stability

/// Everything a comparison measured as comma-separated values (RFC 4180), one line a value.
///
/// `columns` names the fields, `Docs/ComparisonReport.md` says what they hold. Numbers are the shortest that
/// read back as the same; what does not apply or was not measured is empty.
public struct ComparisonTable: Sendable {
  /// The names of the columns, in the first line.
  public static let columns = ComparisonLine.columns

  public let report: ComparisonReport

  public init(_ report: ComparisonReport) { self.report = report }

  /// The whole file, its lines ended by CR LF.
  public func csv() -> String {
    ([Self.columns] + lines.map(\.fields))
      .map { $0.map(CSVRecord.quoted).joined(separator: ",") + "\r\n" }.joined()
  }

  /// In the order of the report’s fields; a quantity that is absent has no line.
  private var lines: [ComparisonLine] {
    let learned =
      report.methods.flatMap(Self.lines) + report.learning.flatMap(Self.lines)
      + report.comparisons.flatMap(Self.lines)
    let layers = report.layers.flatMap(Self.lines) + report.bounds.flatMap(Self.lines)
    let shifts =
      report.consistency.flatMap(Self.lines) + report.deformedAccuracy.flatMap(Self.lines)
      + report.certifiedFamilies.flatMap(Self.lines)
    let geometry =
      report.gaussianLayers.flatMap(Self.lines) + report.gaussianFits.flatMap(Self.lines)
      + report.geometry.flatMap(Self.lines)
    let training = report.generalisation.flatMap(Self.lines) + report.covers.flatMap(Self.lines) + curves
    return (learned + layers + shifts + geometry + training).filter { $0.value != nil || !$0.text.isEmpty }
  }

  /// Curves of one network and number of labels are its repetitions, in their order.
  private var curves: [ComparisonLine] {
    var numbers: [TrainingKey: Int] = [:]
    return report.curves.flatMap { curve in
      let key = TrainingKey(network: curve.network, labelCount: curve.labelCount)
      defer { numbers[key, default: 0] += 1 }
      return Self.lines(curve).map { $0.at(repetition: numbers[key, default: 0]) }
    }
  }

  private struct TrainingKey: Hashable {
    let network: String
    let labelCount: Int
  }
}

/// One line of the table of a comparison: what it is of, the quantity, and its value.
struct ComparisonLine {
  var section: String
  /// The name of the method or of the network.
  var name = ""
  /// The name of the method that it is compared with.
  var other = ""
  var layer = ""
  var depth: Int?
  var labels: Int?
  var repetition: Int?
  var epoch: Int?
  var kind: DeformationKind?
  var amplitude: Double?
  var shift: Int?
  var width: Int?
  var angle: Double?
  var regularisation: Double?
  var radius: Double?
  var quantity = ""
  var value: Double?
  var low: Double?
  var high: Double?
  /// Repetitions or draws behind the value.
  var count: Int?
  var text = ""

  static let columns = [
    "section", "name", "compared_with", "layer", "depth_in_layers", "number_of_labels", "repetition", "epoch",
    "kind", "amplitude_px", "largest_shift_px", "width_rows", "angle_rad", "regularisation_weight",
    "radius_share_of_median_distance", "quantity", "value", "low95", "high95", "repetitions_or_draws", "text",
  ]

  /// One field a column; what is absent is empty.
  var fields: [String] {
    let subject = [section, name, other, layer] + [depth, labels, repetition, epoch].map(Self.text)
    let setting = [kind?.rawValue ?? "", Self.text(amplitude)] + [shift, width].map(Self.text)
    return subject + setting + [Self.text(angle), Self.text(regularisation), Self.text(radius), quantity]
      + [value, low, high].map(Self.text) + [Self.text(count), text]
  }

  private static func text(_ value: (some CustomStringConvertible)?) -> String {
    value.map(\.description) ?? ""
  }

  /// A copy with a quantity.
  func with(_ quantity: String, _ value: Double?, low: Double? = nil, high: Double? = nil, count: Int? = nil)
    -> ComparisonLine
  {
    var line = self
    (line.quantity, line.value, line.low, line.high, line.count) = (quantity, value, low, high, count)
    return line
  }

  func with(_ quantity: String, _ interval: Interval) -> ComparisonLine {
    with(quantity, interval.median, low: interval.low, high: interval.high)
  }

  func with(_ quantity: String, text: String) -> ComparisonLine {
    var line = self
    (line.quantity, line.text) = (quantity, text)
    return line
  }

  /// A copy of one repetition, from 0.
  func at(repetition: Int) -> ComparisonLine {
    var line = self
    line.repetition = repetition
    return line
  }
}
