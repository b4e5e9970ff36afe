import Scattering

extension StabilityAssessment {
  /// The worst cases at the largest amplitude, of the images that are shown.
  func pictures(
    of findings: [WorstCaseFinding], _ representations: [any Representation]
  ) throws -> [DeformedPicture] {
    guard images.shape.rank == 2 else { return [] }
    let largest = settings.experiment.amplitudes.max()
    return try findings.filter {
      $0.result.amplitude == largest && $0.image < settings.experiment.pictureCount
    }.map { finding in
      DeformedPicture(
        image: inputs[finding.image].name, kind: finding.result.kind, amplitude: finding.result.amplitude,
        isWorstCase: true, samples: finding.result.deformed.samples.map(Float.init), rows: images.shape[0],
        columns: images.shape[1], distances: try representations.map { try distance(finding, $0) })
    }
  }

  private func distance(_ finding: WorstCaseFinding, _ representation: any Representation) throws -> Double {
    let image = images.slice(finding.image..<(finding.image + 1))
    let both = Signal(image.samples + finding.result.deformed.samples, batch: [2], shape: images.shape)
    let vectors = try representation.checkedVectors(of: both)
    let squares = (0..<representation.dimension).reduce(0.0) { sum, index in
      let delta = vectors[index] - vectors[representation.dimension + index]
      return sum + delta * delta
    }
    return squares.squareRoot() / image.norms()[0]
  }
}
