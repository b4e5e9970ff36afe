import Deformations
import Numerical

extension ExperimentRun {
  /// The random fields of each kind and amplitude.
  func deformations() -> [DeformationSummary] { cells.map(summary) }

  private func summary(_ cell: CellRecord) -> DeformationSummary {
    func median(_ value: (DeformationSizes) -> Double) -> Double? {
      cell.kind.hasField ? cell.sizes.map(value).median() : nil
    }
    return DeformationSummary(
      kind: cell.kind, amplitude: cell.amplitude, fieldCount: norms.count * cell.fieldCount,
      displacement: median(\.displacement), gradient: median(\.gradient), hessian: median(\.hessian),
      oscillation: median(\.oscillation), minimalDeterminant: median(\.minimalDeterminant),
      mallatBounds: mallatBounds(cell),
      foldedShare: cell.kind.hasField
        ? Double(cell.sizes.count(where: \.folds)) / Double(cell.sizes.count) : nil)
  }

  /// The medians of K(tau) at each J that a fit has.
  private func mallatBounds(_ cell: CellRecord) -> [MallatBound]? {
    guard cell.kind.hasField else { return nil }
    return Set(experiment.representations.map(experiment.scales)).sorted().map { scales in
      MallatBound(scales: scales, bound: cell.sizes.map { $0.mallatBound(scales: scales) }.median())
    }
  }

  /// The first images as they are, then under each kind at the largest amplitude.
  func pictures() -> [DeformedPicture] {
    let space = experiment.settings.space(of: experiment.images.shape)
    return experiment.settings.pictures.filter { $0 < norms.count }.flatMap { image in
      [picture(image, nil, experiment.units.picture(experiment.images.picture(image, of: space), of: image))]
        + cells.indices.compactMap { cell in
          shown[PictureKey(image: image, cell: cell)].map { picture(image, cell, $0) }
        }
    }
  }

  private func picture(_ image: Int, _ cell: Int?, _ samples: [Double]) -> DeformedPicture {
    let shape = experiment.settings.space(of: experiment.images.shape)
    let distances = layouts.indices.map { index in
      cell.map { cells[$0].moved[index][0][image * cells[$0].fieldCount].squareRoot() / norms[image] } ?? 0
    }
    return DeformedPicture(
      image: experiment.names[image], kind: cell.map { cells[$0].kind },
      amplitude: cell.map { cells[$0].amplitude } ?? 0, isWorstCase: false, samples: samples,
      rows: shape.pictureAxes.rows,
      columns: shape.pictureAxes.columns, distances: distances)
  }
}
