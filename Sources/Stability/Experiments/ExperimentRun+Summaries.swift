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
      mallatBound: median { $0.mallatBound(scales: experiment.settings.scales) },
      foldedShare: cell.kind.hasField
        ? Double(cell.sizes.count(where: \.folds)) / Double(cell.sizes.count) : nil)
  }

  /// The first images as they are, then under each kind at the largest amplitude; images of other ranks are not shown.
  func pictures() -> [DeformedPicture] {
    guard experiment.images.shape.rank == 2 else { return [] }
    return experiment.settings.pictures.filter { $0 < norms.count }.flatMap { image in
      [picture(image, nil, original(image))]
        + cells.indices.compactMap { cell in
          shown[PictureKey(image: image, cell: cell)].map { picture(image, cell, $0) }
        }
    }
  }

  private func original(_ image: Int) -> [Double] {
    experiment.units.picture(experiment.images.elements(of: image), of: image)
  }

  private func picture(_ image: Int, _ cell: Int?, _ samples: [Double]) -> DeformedPicture {
    let shape = experiment.images.shape
    let distances = layouts.indices.map { index in
      cell.map { cells[$0].moved[index][0][image * cells[$0].fieldCount].squareRoot() / norms[image] } ?? 0
    }
    return DeformedPicture(
      image: experiment.names[image], kind: cell.map { cells[$0].kind },
      amplitude: cell.map { cells[$0].amplitude } ?? 0, isWorstCase: false, samples: samples, rows: shape[0],
      columns: shape[1], distances: distances)
  }
}
