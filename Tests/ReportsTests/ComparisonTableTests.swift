import Comparison
import Foundation
import Stability
import Testing

@testable import Plots
@testable import Reports

@Suite struct ComparisonTableTests {
  /// A reader of RFC 4180 of its own: quotes double within quotes, records end by CR LF.
  private static func records(_ text: String) -> [[String]] {
    var (records, record, field, isQuoted) = ([[String]](), [String](), "", false)
    var scalars = Array(text.unicodeScalars)[...]
    while let scalar = scalars.popFirst() {
      switch scalar {
      case "\"" where isQuoted && scalars.first == "\"":
        field += "\""
        scalars.removeFirst()
      case "\"": isQuoted.toggle()
      case "," where !isQuoted:
        record.append(field)
        field = ""
      case "\r" where !isQuoted && scalars.first == "\n":
        scalars.removeFirst()
        records.append(record + [field])
        (record, field) = ([], "")
      default: field.unicodeScalars.append(scalar)
      }
    }
    return records
  }

  /// The lines as dictionaries by column, without what is empty.
  private static func parsed(_ report: ComparisonReport) -> [[String: String]] {
    let records = records(ComparisonTable(report).csv())
    return records.dropFirst().map { record in
      Dictionary(zip(records[0], record).filter { !$1.isEmpty }) { first, _ in first }
    }
  }

  private let all = parsed(SampleComparison.report)

  private func lines(_ section: String, _ quantity: String) -> [[String: String]] {
    all.filter { $0["section"] == section && $0["quantity"] == quantity }
  }

  private func value(_ line: [String: String], _ column: String = "value") -> Double? {
    line[column].flatMap(Double.init)
  }

  @Test func everyLineHasEveryColumn() {
    let records = Self.records(ComparisonTable(SampleComparison.report).csv())
    #expect(records[0] == ComparisonTable.columns)
    #expect(records.allSatisfy { $0.count == ComparisonTable.columns.count })
    #expect(Set(all.compactMap { $0["section"] }).count == 14)
  }

  @Test func learningReturnsExactly() {
    let report = SampleComparison.report
    let errors = lines("learning", "error")
    #expect(errors.map { $0["name"] } == report.learning.map(\.method))
    #expect(errors.map { $0["number_of_labels"] } == report.learning.map { "\($0.labelCount)" })
    #expect(errors.map { value($0) } == report.learning.map(\.error.mean))
    #expect(errors.map { value($0, "low95") } == report.learning.map(\.error.low))
    #expect(errors.map { value($0, "high95") } == report.learning.map(\.error.high))
    #expect(errors.map { $0["repetitions_or_draws"] } == report.learning.map { "\($0.error.count)" })
    #expect(lines("learning", "repetition_error").map { value($0) } == report.learning.flatMap(\.errors))
    #expect(lines("learning", "chosen").map { $0["text"] } == report.learning.flatMap(\.chosen))
    #expect(
      lines("learning", "chosen").map { $0["repetition"] }
        == report.learning.flatMap { $0.chosen.indices.map { "\($0)" } })
    #expect(lines("learning", "training_seconds").map { value($0) } == report.learning.map(\.trainingSeconds))
    #expect(
      lines("learning", "inference_seconds_per_image").map { value($0) }
        == report.learning.map(\.inferenceSeconds))
  }

  @Test func comparisonsReturnExactly() {
    let report = SampleComparison.report
    let found = lines("comparisons", "difference")
    #expect(found.map { $0["name"] } == report.comparisons.map(\.first))
    #expect(found.map { $0["compared_with"] } == report.comparisons.map(\.second))
    #expect(found.map { value($0) } == report.comparisons.map(\.difference.mean))
    #expect(lines("comparisons", "p").map { value($0) } == report.comparisons.map(\.p))
    #expect(lines("comparisons", "adjusted_p").map { value($0) } == report.comparisons.map(\.adjustedP))
    #expect(
      lines("comparisons", "is_settled").map { $0["text"] } == report.comparisons.map { "\($0.isSettled)" })
    #expect(
      lines("learning", "sources").map { $0["text"] }
        == report.learning.map { $0.sources.map(\.rawValue).joined(separator: " and ") })
  }

  @Test func layersReturnExactly() {
    let report = SampleComparison.report
    for (quantity, interval) in [
      ("r", \LayerRow.relativeStability), ("d", \.deformationSensitivity), ("g", \.noiseSensitivity),
    ] {
      let found = lines("layers", quantity)
      #expect(found.map { value($0) } == report.layers.map { $0[keyPath: interval].median })
      #expect(found.map { value($0, "low95") } == report.layers.map { $0[keyPath: interval].low })
      #expect(found.map { value($0, "high95") } == report.layers.map { $0[keyPath: interval].high })
      #expect(found.map { $0["layer"] } == report.layers.map(\.layer))
      #expect(found.map { $0["depth_in_layers"] } == report.layers.map { "\($0.depth)" })
      #expect(found.map { $0["kind"] } == report.layers.map(\.kind.rawValue))
      #expect(found.map { value($0, "amplitude_px") } == report.layers.map(\.amplitude))
    }
    #expect(lines("layers", "random_maximum").map { value($0) } == report.layers.map(\.randomMaximum))
    #expect(lines("layers", "worst_case").map { value($0) } == report.layers.map(\.worstCase))
    #expect(lines("layers", "certificate").map { value($0) } == report.layers.map(\.certificate))
    #expect(lines("layers", "is_ordered").map { $0["text"] } == report.layers.map { "\($0.isOrdered)" })
    #expect(lines("bounds", "norm").map { value($0) } == report.bounds.map(\.norm))
    #expect(lines("bounds", "product").map { value($0) } == report.bounds.map(\.product))
    #expect(lines("bounds", "constant").map { value($0) } == report.bounds.map(\.constant))
  }

  @Test func accuraciesReturnExactly() {
    let report = SampleComparison.report
    #expect(lines("consistency", "consistency").map { value($0) } == report.consistency.map(\.share.median))
    #expect(
      lines("consistency", "consistency").map { $0["largest_shift_px"] }
        == report.consistency.map { "\($0.largestShift)" })
    #expect(
      lines("deformed_accuracy", "accuracy").map { value($0) }
        == report.deformedAccuracy.map(\.accuracy.median))
    #expect(
      lines("deformed_accuracy", "certified_accuracy").map { value($0) }
        == report.deformedAccuracy.compactMap(\.certified))
    #expect(
      lines("certified_families", "certified_accuracy").map { value($0) }
        == report.certifiedFamilies.map(\.certified))
  }

  @Test func geometryReturnsExactly() {
    let report = SampleComparison.report
    let quantities: [(String, KeyPath<GaussianLayerRow, Double>)] = [
      ("predicted", \.predicted), ("measured", \.measured), ("predicted_cosine", \.predictedCosine),
      ("measured_cosine", \.measuredCosine), ("deviation", \.deviation),
    ]
    for (quantity, path) in quantities {
      let found = lines("gaussian_layers", quantity)
      #expect(found.map { value($0) } == report.gaussianLayers.map { $0[keyPath: path] })
      #expect(found.map { value($0, "angle_rad") } == report.gaussianLayers.map(\.angle))
      #expect(found.map { $0["width_rows"] } == report.gaussianLayers.map { "\($0.width)" })
    }
    let pairs: [(String, KeyPath<GeometryRow, Interval>)] = [
      ("distance_within", \.distanceWithin), ("distance_between", \.distanceBetween),
      ("angle_within", \.angleWithin),
      ("angle_between", \.angleBetween),
    ]
    for (quantity, path) in pairs {
      #expect(
        lines("geometry", quantity).map { value($0) } == report.geometry.map { $0[keyPath: path].median })
      #expect(
        lines("geometry", quantity).map { value($0, "high95") }
          == report.geometry.map { $0[keyPath: path].high })
    }
  }

  @Test func generalisationAndTrainingReturnExactly() {
    let report = SampleComparison.report
    let quantities: [(String, @Sendable (GeneralisationRow) -> Double?)] = [
      ("train_error", { $0.trainError }), ("test_error", { $0.testError }),
      ("median_margin", { $0.medianMargin }), ("low_margin", { $0.lowMargin }),
      ("train_jacobian", { $0.trainJacobian }), ("test_jacobian", { $0.testJacobian }),
      ("train_frobenius", { $0.trainFrobenius }), ("hull_jacobian", { $0.convexHullJacobian }),
      ("jacobian_margin", { $0.jacobianMargin }), ("hull_margin", { $0.convexHullMargin }),
      ("spectral_margin", { $0.spectralMargin }), ("frobenius_margin", { $0.frobeniusMargin }),
      ("adversarial_margin", { $0.adversarialMargin }),
    ]
    for (quantity, field) in quantities {
      #expect(
        lines("generalisation", quantity).map { value($0) } == report.generalisation.compactMap(field),
        "\(quantity)")
    }
    let bounds = report.generalisation.flatMap(\.bounds)
    #expect(
      lines("generalisation", "bound_spectral_cube_log_bound").map { value($0) } == bounds.map(\.logBound))
    #expect(
      lines("generalisation", "bound_spectral_cube_is_vacuous").map { $0["text"] }
        == bounds.map { "\($0.isVacuous)" })
    #expect(lines("gaussian_fits", "slope").map { value($0, "low95") } == report.gaussianFits.map(\.low))
    #expect(lines("covers", "orbit_cover").map { value($0) } == report.covers.map { Double($0.orbitCover) })
    #expect(lines("covers", "quotient_packing").isEmpty)
    #expect(
      lines("covers", "shifts").map { value($0, "radius_share_of_median_distance") }
        == report.covers.map(\.radius))
    let epochs = report.curves.flatMap(\.epochs)
    #expect(lines("curves", "loss").map { value($0) } == epochs.map(\.loss))
    #expect(lines("curves", "train_accuracy").map { value($0) } == epochs.map(\.trainAccuracy))
    #expect(lines("curves", "validation_accuracy").map { value($0) } == epochs.map(\.validationAccuracy))
    #expect(lines("curves", "seconds").map { value($0) } == epochs.map(\.seconds))
    #expect(
      lines("curves", "loss").map { $0["epoch"] }
        == report.curves.flatMap { $0.epochs.indices.map { "\($0)" } })
  }

  @Test func methodsReturnExactly() {
    let report = SampleComparison.report
    #expect(lines("contestants", "family").map { $0["text"] } == report.methods.map(\.family.rawValue))
    #expect(
      lines("contestants", "dimension").map { value($0) }
        == report.methods.compactMap { $0.dimension.map(Double.init) })
    #expect(
      lines("contestants", "candidates").map { value($0) }
        == report.methods.map { Double($0.candidateCount) })
    #expect(lines("contestants", "detail").map { $0["text"] } == report.methods.map(\.detail))
  }

  @Test func namesOfAllKindsReturn() {
    let name = "a \"b\", c\r\nd; ü"
    var report = SparseComparisons.errorsOnly
    report.learning[0].method = name
    let found = Self.parsed(report).first { $0["quantity"] == "error" }
    #expect(found?["name"] == name)
  }

  /// Repeated trainings of one network at one number of labels are told apart.
  @Test func trainingsAreNumbered() {
    var report = SampleComparison.report
    report.curves = [report.curves[0], report.curves[1], report.curves[0]]
    let found = Self.parsed(report).filter { $0["quantity"] == "loss" && $0["epoch"] == "0" }
    #expect(found.map { $0["repetition"] } == ["0", "0", "1"])
  }
}
