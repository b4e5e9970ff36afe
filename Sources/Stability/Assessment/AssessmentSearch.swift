import Scattering

/// The worst case of one image under one kind and amplitude, with its certificate.
struct WorstCaseFinding: Sendable {
  let image: Int
  let result: WorstCaseResult
  /// The least bound that holds for the deformation found, as a share of the image's norm.
  let certificate: Double
}

/// Searches the worst cases of scattering and certifies each.
struct AssessmentSearch {
  let assessment: StabilityAssessment
  let representation: ScatteringRepresentation
  let certifier: Certifier

  /// By kind and amplitude, images fastest.
  func run(
    progress: (ExperimentProgress) -> Void, checkCancellation: () throws -> Void
  ) throws -> [WorstCaseFinding] {
    let searched = assessment.searchedImages
    guard !searched.isEmpty else { return [] }
    let settings = assessment.settings
    let search = WorstCase(representation, settings: settings.search, parallel: assessment.parallel)
    let images = assessment.images.slice(searched)
    let cells = settings.experiment.kinds.flatMap { kind in
      settings.experiment.amplitudes.map { (kind, $0) }
    }
    return try cells.enumerated().flatMap { index, cell in
      let results = try search.search(
        images, kind: cell.0, amplitude: cell.1, checkCancellation: checkCancellation)
      progress(ExperimentProgress(stage: "worst cases", done: index + 1, total: cells.count))
      return try results.enumerated().map { image, result in
        try checkCancellation()
        return finding(image, result)
      }
    }
  }

  private func finding(_ index: Int, _ result: WorstCaseResult) -> WorstCaseFinding {
    let image = assessment.images.slice(index..<(index + 1))
    let deformed = Signal(result.deformed.samples, batch: [1], shape: image.shape)
    let bound =
      result.field.map { certifier.prepare($0)(image, deformed: deformed).least }
      ?? certifier.bounds.constant
      * distance(image.samples(of: 0), deformed.samples(of: 0), count: image.shape.count)
    return withExtendedLifetime((image, deformed)) {
      WorstCaseFinding(image: index, result: result, certificate: bound / image.norms()[0])
    }
  }
}
