import Comparison
import Files

/// Everything a comparison measured as comma-separated values (RFC 4180), one line a value.
///
/// `columns` names the fields, `Docs/ComparisonReport.md` says what they hold. Numbers are the shortest that
/// read back as the same; what does not apply or was not measured is empty.
public struct ComparisonTable: Sendable {
  /// The names in the first line.
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
    let learned = report.contestants.flatMap(Self.lines) + report.learning.flatMap(Self.lines)
    let layers = report.layers.flatMap(Self.lines) + report.bounds.flatMap(Self.lines)
    let shifts = report.consistency.flatMap(Self.lines) + report.deformedAccuracy.flatMap(Self.lines)
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
