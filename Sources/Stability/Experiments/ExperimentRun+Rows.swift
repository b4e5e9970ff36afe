import Deformations
import Foundation
import Numerical
import Representations

extension ExperimentRun {
  /// All rows, by representation, part, kind and amplitude.
  func rows() -> [StabilityRow] {
    let keys = layouts.indices.flatMap { index in
      layouts[index].names.indices.flatMap { part in cells.map { (index, part, $0) } }
    }
    return experiment.parallel.map(keys.count) { row(keys[$0].0, keys[$0].1, keys[$0].2) }
  }

  private func row(_ index: Int, _ part: Int, _ cell: CellRecord) -> StabilityRow {
    let relativeDistances = relativeDistances(index, part, cell)
    let distance = bootstrap.median(cell.perImage(relativeDistances) { $0.median() })
    let error = interpolationError(index, cell)
    let (moved, noised) = (means(cell.moved[index][part], cell), means(cell.noised[index][part], cell))
    return StabilityRow(
      representation: experiment.representations[index].name, part: layouts[index].names[part],
      kind: cell.kind, amplitude: cell.amplitude, distance: distance,
      randomMaximum: cell.perImage(relativeDistances) { $0.max()! }.median(), worstCase: nil,
      certificate: nil,
      isOrdered: true, interpolationFloor: error, isFloorTooHigh: (error ?? 0) > 0.2 * distance.median,
      relativeStability: cell.kind.hasField ? bootstrap.ratio(moved, noised) : nil,
      relativeStabilityOfMedians: ratioOfMedians(cell, index, part),
      deformationSensitivityByMean: cell.kind.hasField ? sensitivityByMean(moved, index, part) : nil,
      noiseSensitivityByMean: sensitivityByMean(noised, index, part),
      deformationSensitivityByMedian: cell.kind.hasField ? sensitivityByMedian(moved, index, part) : nil,
      noiseSensitivityByMedian: sensitivityByMedian(noised, index, part))
  }

  /// Means of squared distances over each image's fields, in the unit of the largest image.
  private func means(_ squares: [Double], _ cell: CellRecord) -> [Double] {
    zip(cell.means(squares), weights).map { $0 * $1 }
  }

  private func ratioOfMedians(_ cell: CellRecord, _ index: Int, _ part: Int) -> Double? {
    guard let ratios = cell.ratiosOfMedians.dropFirst(index).first, !ratios.isEmpty else { return nil }
    return ratios[part]
  }

  private func sensitivityByMean(_ means: [Double], _ index: Int, _ part: Int) -> Interval? {
    pairs.isEmpty ? nil : bootstrap.ratio(means, pairs[index].means[part])
  }

  private func sensitivityByMedian(_ means: [Double], _ index: Int, _ part: Int) -> Interval? {
    pairs.isEmpty ? nil : bootstrap.ratio(ofMean: means, to: pairs[index].medians[part])
  }

  /// Distances over the images' norms, one an item.
  func relativeDistances(_ index: Int, _ part: Int, _ cell: CellRecord) -> [Double] {
    cell.moved[index][part].enumerated().map { item, square in
      square.squareRoot() / norms[item / cell.fieldCount]
    }
  }

  private func interpolationError(_ index: Int, _ cell: CellRecord) -> Double? {
    guard cell.kind.hasField, let constant = experiment.representations[index].lipschitzConstant else {
      return nil
    }
    return constant * cell.perImage(cell.interpolationErrors) { $0.median() }.median()
  }
}

extension CellRecord {
  /// Means over each image's fields.
  func means(_ values: [Double]) -> [Double] {
    perImage(values) { $0.reduce(0, +) / Double(fieldCount) }
  }
}

extension ExperimentRun {
  /// Constants and slopes, by representation, part and kind; none where there is but one amplitude.
  func fits() -> [StabilityFit] {
    let settings = experiment.settings
    guard settings.amplitudes.count > 1 else { return [] }
    let kinds = settings.kinds.filter(\.hasField)
    let keys = layouts.indices.flatMap { index in
      layouts[index].names.indices.flatMap { part in kinds.map { (index, part, $0) } }
    }
    return experiment.parallel.map(keys.count) { fit(keys[$0].0, keys[$0].1, keys[$0].2) }
      .compactMap { $0 }
  }

  private func fit(_ index: Int, _ part: Int, _ kind: DeformationKind) -> StabilityFit? {
    let cells = cells.filter { $0.kind == kind }
    let relativeDistances = cells.map { self.relativeDistances(index, part, $0) }
    let scales = experiment.scales(of: experiment.representations[index])
    let bounds = cells.map { cell in cell.sizes.map { $0.mallatBound(scales: scales) } }
    func sums(_ product: (_ distance: Double, _ bound: Double) -> Double) -> [Double] {
      cells.indices.reduce([Double](repeating: 0, count: norms.count)) { total, cell in
        let values = zip(relativeDistances[cell], bounds[cell]).map { product($0, $1) }
        return zip(total, cells[cell].means(values)).map { $0 + $1 }
      }
    }
    guard let constant = bootstrap.ratio(sums { $0 * $1 }, sums { $1 * $1 }) else { return nil }
    let ratios = zip(relativeDistances.joined(), bounds.joined()).map { $0 / $1 }
    let medians = cells.indices.map { cell in
      (cells[cell].amplitude, cells[cell].perImage(relativeDistances[cell]) { $0.median() }.median())
    }
    return StabilityFit(
      representation: experiment.representations[index].name, part: layouts[index].names[part], kind: kind,
      scales: scales, constant: constant, largestRatio: ratios.max()!, slope: Self.logarithmicSlope(medians))
  }

  /// The least-squares slope of log distance against log amplitude, over the distances that are not 0; 0 where fewer than
  /// two are left.
  static func logarithmicSlope(_ points: [(amplitude: Double, distance: Double)]) -> Double {
    let logs = points.filter { $0.distance > 0 }.map { (x: log($0.amplitude), y: log($0.distance)) }
    return LineFit(logs)?.slope ?? 0
  }
}
