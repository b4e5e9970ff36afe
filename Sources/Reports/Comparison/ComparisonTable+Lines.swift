import Comparison
import Plots

extension ComparisonTable {
  static func lines(_ row: MethodSummary) -> [ComparisonLine] {
    let line = ComparisonLine(section: "contestants", name: row.name)
    return [
      line.with("family", text: row.family.rawValue), line.with("dimension", row.dimension.map(Double.init)),
      line.with("parameters", row.parameterCount.map(Double.init)),
      line.with("candidates", Double(row.candidateCount)),
      line.with("detail", text: row.detail),
    ]
  }

  static func lines(_ row: LearningRow) -> [ComparisonLine] {
    let line = ComparisonLine(section: "learning", name: row.method, labels: row.labelCount)
    return [
      line.with("error", row.error.mean, low: row.error.low, high: row.error.high, count: row.error.count),
      line.with("sources", text: row.sources.map(\.rawValue).joined(separator: " and ")),
    ]
      + row.errors.enumerated().map { line.at(repetition: $0).with("repetition_error", $1) }
      + row.chosen.enumerated().map { line.at(repetition: $0).with("chosen", text: $1) }
      + [
        line.with("training_seconds", row.trainingSeconds),
        line.with("inference_seconds_per_image", row.inferenceSeconds),
      ]
  }

  static func lines(_ row: PairedComparison) -> [ComparisonLine] {
    var line = ComparisonLine(section: "comparisons", name: row.first, labels: row.labelCount)
    line.other = row.second
    let difference = row.difference
    return [
      line.with(
        "difference", difference.mean, low: difference.low, high: difference.high, count: difference.count),
      line.with("p", row.p), line.with("adjusted_p", row.adjustedP),
      line.with("comparisons", Double(row.comparisonCount)),
      line.with("is_settled", text: "\(row.isSettled)"),
    ]
  }

  static func lines(_ row: LayerRow) -> [ComparisonLine] {
    let line = ComparisonLine(
      section: "layers", name: row.network, layer: row.layer, depth: row.depth, kind: row.kind,
      amplitude: row.amplitude)
    return [
      line.with("r", row.relativeStability), line.with("d", row.deformationSensitivity),
      line.with("g", row.noiseSensitivity), line.with("random_maximum", row.randomMaximum),
      line.with("worst_case", row.worstCase), line.with("certificate", row.certificate),
      line.with("is_ordered", text: "\(row.isOrdered)"),
    ]
  }

  static func lines(_ row: LayerBound) -> [ComparisonLine] {
    let line = ComparisonLine(section: "bounds", name: row.network, layer: row.layer, depth: row.depth)
    return [
      line.with("norm", row.norm), line.with("product", row.product), line.with("constant", row.constant),
    ]
  }

  static func lines(_ row: ConsistencyRow) -> [ComparisonLine] {
    [
      ComparisonLine(section: "consistency", name: row.method, shift: row.largestShift).with(
        "consistency", row.share)
    ]
  }

  static func lines(_ row: DeformedAccuracyRow) -> [ComparisonLine] {
    let line = ComparisonLine(
      section: "deformed_accuracy", name: row.method, kind: row.kind, amplitude: row.amplitude)
    return [line.with("accuracy", row.accuracy), line.with("certified_accuracy", row.certified)]
  }

  static func lines(_ row: CertifiedFamilyRow) -> [ComparisonLine] {
    let line = ComparisonLine(
      section: "certified_families", name: row.method, kind: row.kind, amplitude: row.size)
    return [
      line.with("accuracy", row.accuracy), line.with("worst_accuracy", row.worstAccuracy),
      line.with("certified_accuracy", row.certified), line.with("images", Double(row.imageCount)),
      line.with("evaluations", row.evaluations),
    ]
  }

  static func lines(_ row: GaussianLayerRow) -> [ComparisonLine] {
    let line = ComparisonLine(
      section: "gaussian_layers", depth: row.depth, width: row.width, angle: row.angle)
    return [
      line.with("predicted", row.predicted), line.with("measured", row.measured, count: row.draws),
      line.with("predicted_cosine", row.predictedCosine),
      line.with("measured_cosine", row.measuredCosine, count: row.draws),
      line.with("deviation", row.deviation, count: row.draws),
      line.with("deviation_error", row.deviationError),
      line.with("predicted_deviation", row.predictedDeviation),
    ]
  }

  static func lines(_ fit: GaussianLayerFit) -> [ComparisonLine] {
    [
      ComparisonLine(section: "gaussian_fits", depth: fit.depth, angle: fit.angle)
        .with("slope", fit.slope, low: fit.low, high: fit.high)
    ]
  }

  static func lines(_ row: GeometryRow) -> [ComparisonLine] {
    let line = ComparisonLine(section: "geometry", name: row.network, layer: row.layer, depth: row.depth)
    return [
      line.with("distance_within", row.distanceWithin), line.with("distance_between", row.distanceBetween),
      line.with("angle_within", row.angleWithin), line.with("angle_between", row.angleBetween),
    ]
  }

  static func lines(_ row: GeneralisationRow) -> [ComparisonLine] {
    let line = ComparisonLine(
      section: "generalisation", name: row.network, labels: row.labelCount, regularisation: row.regularisation
    )
    let values: [(String, Double?)] = [
      ("train_error", row.trainError), ("test_error", row.testError), ("median_margin", row.medianMargin),
      ("low_margin", row.lowMargin), ("train_jacobian", row.trainJacobian),
      ("test_jacobian", row.testJacobian),
      ("train_frobenius", row.trainFrobenius), ("test_frobenius", row.testFrobenius),
      ("hull_jacobian", row.convexHullJacobian),
      ("jacobian_margin", row.jacobianMargin), ("hull_margin", row.convexHullMargin),
      ("spectral_margin", row.spectralMargin),
      ("frobenius_margin", row.frobeniusMargin), ("adversarial_margin", row.adversarialMargin),
    ]
    return values.map { line.with($0, $1) } + [line.with("is_ordered", text: "\(row.isOrdered)")]
      + row.bounds.flatMap { lines($0, of: line) }
  }

  /// The constant and the cover of a bound stand in its quantities’ names.
  private static func lines(_ bound: GeneralisationBound, of line: ComparisonLine) -> [ComparisonLine] {
    let name = "\(bound.constant.rawValue)_\(bound.cover.rawValue)"
    return [
      line.with("bound_\(name)_margin", bound.margin), line.with("bound_\(name)_share", bound.share),
      line.with("bound_\(name)_log_cover", bound.logCover),
      line.with("bound_\(name)_log_bound", bound.logBound),
      line.with("bound_\(name)_is_vacuous", text: "\(bound.isVacuous)"),
      line.with("bound_\(name)_is_proven", text: "\(bound.isProven)"),
    ]
  }

  static func lines(_ row: CoverRow) -> [ComparisonLine] {
    let line = ComparisonLine(section: "covers", name: row.representation, radius: row.radius)
    let counts: [(String, Int?)] = [
      ("images", row.imageCount), ("shifts", row.shiftCount), ("image_cover", row.imageCover),
      ("image_packing", row.imagePacking), ("orbit_cover", row.orbitCover),
      ("orbit_packing", row.orbitPacking),
      ("quotient_cover", row.quotientCover), ("quotient_packing", row.quotientPacking),
    ]
    return counts.map { line.with($0, $1.map(Double.init)) }
  }

  static func lines(_ curve: TrainingCurve) -> [ComparisonLine] {
    curve.epochs.enumerated().flatMap { index, epoch in
      let line = ComparisonLine(
        section: "curves", name: curve.network, labels: curve.labelCount, epoch: index)
      return [
        line.with("loss", epoch.loss), line.with("train_accuracy", epoch.trainAccuracy),
        line.with("validation_accuracy", epoch.validationAccuracy), line.with("seconds", epoch.seconds),
      ]
    }
  }
}
