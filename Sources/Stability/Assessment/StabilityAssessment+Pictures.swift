import Arrays
import Deformations
import Numerical
import Representations

extension StabilityAssessment {
  /// The worst cases at the largest amplitude, of the images that are shown.
  func pictures(
    of findings: [WorstCaseFinding], _ representations: [any Representation]
  ) throws -> [DeformedPicture] {
    guard images.shape.rank == 2 else { return [] }
    let shown = Set(settings.experiment.pictures)
    let largest = settings.experiment.amplitudes.max()
    return try findings.filter {
      $0.result.amplitude == largest && shown.contains($0.image)
    }.map { finding in
      DeformedPicture(
        image: inputs[finding.image].name, kind: finding.result.kind, amplitude: finding.result.amplitude,
        isWorstCase: true, samples: units.picture(finding.result.deformed.samples, of: finding.image),
        rows: images.shape[0],
        columns: images.shape[1], distances: try representations.map { try relativeDistance(finding, $0) })
    }
  }

  private func relativeDistance(_ finding: WorstCaseFinding, _ representation: any Representation) throws
    -> Double
  {
    let image = images.slice(finding.image..<(finding.image + 1))
    let both = Signal(image.samples + finding.result.deformed.samples, batch: [2], shape: images.shape)
    let vectors = try representation.checkedVectors(of: both)
    return distance(vectors.block(0, of: 2), vectors.block(1, of: 2)) / image.norms()[0]
  }
}
