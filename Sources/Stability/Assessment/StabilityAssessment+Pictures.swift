import Arrays
import Deformations
import Numerical
import Representations

extension StabilityAssessment {
  /// The worst cases at the largest amplitude, of the images that are shown.
  func pictures(
    of findings: [WorstCaseFinding], _ representations: [any Representation]
  ) throws -> [DeformedPicture] {
    let shown = Set(settings.experiment.pictures)
    let largest = settings.experiment.amplitudes.max()
    let found = findings.filter { $0.result.amplitude == largest && shown.contains($0.image) }
    let distances = try representations.map { try relativeDistances(found, $0) }
    return found.enumerated().map { index, finding in
      DeformedPicture(
        image: inputs[finding.image].name, kind: finding.result.kind, amplitude: finding.result.amplitude,
        isWorstCase: true,
        samples: units.picture(finding.result.deformed.picture(0, of: space), of: finding.image),
        rows: space.pictureAxes.rows, columns: space.pictureAxes.columns,
        distances: distances.map { $0[index] })
    }
  }

  /// One distance a finding; a representation is asked once for all, for another program is started each time.
  private func relativeDistances(_ findings: [WorstCaseFinding], _ representation: any Representation) throws
    -> [Double]
  {
    guard !findings.isEmpty else { return [] }
    let samples = findings.flatMap { finding in
      images.slice(finding.image..<(finding.image + 1)).samples + finding.result.deformed.samples
    }
    let pairs = Signal(samples, batch: [findings.count, 2], shape: images.shape)
    let (vectors, norms) = (try representation.checkedVectors(of: pairs), pairs.norms())
    return findings.indices.map { index in
      let moved = distance(
        vectors.block(2 * index, of: 2 * findings.count), vectors.block(2 * index + 1, of: 2 * findings.count)
      )
      return moved / norms[2 * index]
    }
  }
}
