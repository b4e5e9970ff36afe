import Scattering

extension ExperimentRun {
  /// All rows, by representation, part, kind and amplitude.
  func rows() -> [StabilityRow] {
    let places = layouts.indices.flatMap { index in
      layouts[index].names.indices.flatMap { part in cells.map { (index, part, $0) } }
    }
    return experiment.parallel.map(places.count) { row(places[$0].0, places[$0].1, places[$0].2) }
  }

  private func row(_ index: Int, _ part: Int, _ cell: CellRecord) -> StabilityRow {
    let shares = shares(index, part, cell)
    let distance = bootstrap.median(cell.perImage(shares) { $0.median() })
    let floor = floor(index, cell)
    let (moved, noised) = (cell.moved[index][part], cell.noised[index][part])
    let pairs = pairs[index].values[part]
    return StabilityRow(
      representation: experiment.representations[index].name, part: layouts[index].names[part],
      kind: cell.kind, amplitude: cell.amplitude, distance: distance,
      randomMaximum: cell.perImage(shares) { $0.max()! }.median(), worstCase: nil, certificate: nil,
      isOrdered: true, interpolationFloor: floor, isFloorTooHigh: (floor ?? 0) > 0.2 * distance.median,
      relativeStability: cell.kind.hasField
        ? bootstrap.ratio(cell.means(moved), cell.means(noised)) : nil,
      deformationSensitivity: cell.kind.hasField ? bootstrap.ratio(cell.means(moved), pairs) : nil,
      noiseSensitivity: bootstrap.ratio(cell.means(noised), pairs))
  }

  /// Distances over the images' norms, one an item.
  func shares(_ index: Int, _ part: Int, _ cell: CellRecord) -> [Double] {
    cell.moved[index][part].enumerated().map { item, square in
      square.squareRoot() / norms[item / cell.fieldCount]
    }
  }

  private func floor(_ index: Int, _ cell: CellRecord) -> Double? {
    guard cell.kind.hasField, let constant = experiment.representations[index].lipschitzConstant else {
      return nil
    }
    return constant * cell.perImage(cell.floors) { $0.median() }.median()
  }
}

extension CellRecord {
  /// Means over each image's fields.
  func means(_ values: [Double]) -> [Double] {
    perImage(values) { $0.reduce(0, +) / Double(fieldCount) }
  }
}
