import Arrays
import Deformations
import Files
import Representations
import Scattering

/// Bounds the searched images' distances over whole families of deformations.
struct AssessmentFamilies {
  private let assessment: StabilityAssessment

  init(_ assessment: StabilityAssessment) { self.assessment = assessment }

  /// The bounds of several representations over the families of each kind and amplitude; of each representation by image.
  /// - Parameter findings: The worst cases that searches found, of any representation.
  func run(
    _ certifiers: [FamilyCertifier], findings: [WorstCaseFinding], progress: (StageProgress) -> Void,
    checkCancellation: () throws -> Void
  ) throws -> [FamilyFinding] {
    let images = assessment.searchedImages
    let pairs = certifiers.flatMap { certifier in images.map { (certifier, $0) } }
    return try pairs.enumerated().flatMap { index, pair in
      let (certifier, image) = pair
      let searches = findings.filter {
        $0.representation == certifier.representation.name && $0.image == image
      }
      let own = try self.findings(certifier, image: image, searches, checkCancellation)
      progress(StageProgress(stage: StabilityReport.familyStage, done: index + 1, total: pairs.count))
      return own
    }
  }

  /// - Parameter searches: What searches found of the representation and the image.
  private func findings(
    _ certifier: FamilyCertifier, image: Int, _ searches: [WorstCaseFinding],
    _ checkCancellation: () throws -> Void
  ) throws -> [FamilyFinding] {
    let known = Dictionary(searches.map { ($0.key.cell, $0.result.distance) }, uniquingKeysWith: max)
    let smooth = smoothFields(searches)
    let cells = assessment.settings.experiment.cells.filter(\.kind.hasField)
    let shape = assessment.images.shape
    let prepared = certifier.prepare(assessment.images.slice(image..<(image + 1)))
    let domains = cells.compactMap { cell in
      DeformationDomain(cell.kind, amplitude: cell.amplitude, shape: shape).map { (cell: cell, domain: $0) }
    }
    let enclosed = Dictionary(
      uniqueKeysWithValues: zip(
        domains.map(\.cell),
        try prepared.bounds(
          over: domains.map(\.domain), found: domains.map { known[$0.cell] ?? 0 },
          checkCancellation: checkCancellation)))
    try checkCancellation()
    let families = Array(
      Set(cells.flatMap { [fields(of: $0, shape), anyField(of: $0)] } + smooth.values))
    let bounds = Dictionary(uniqueKeysWithValues: zip(families, prepared.bounds(over: families)))
    return cells.map { cell in
      let bound =
        enclosed[cell]
        ?? FamilyBound(found: known[cell] ?? 0, bound: bounds[fields(of: cell, shape)]!, count: 0)
      return FamilyFinding(
        key: FindingKey(representation: certifier.representation.name, cell: cell), bound: bound,
        displacementBound: bounds[anyField(of: cell)]!, smoothFieldBound: smooth[cell].map { bounds[$0]! },
        isEnclosed: enclosed[cell] != nil)
    }
  }

  /// The fields of any kind within both bounds of a search, by cell.
  private func smoothFields(_ searches: [WorstCaseFinding]) -> [ExperimentCell: FieldFamily] {
    let slopes = searches.compactMap { search in search.result.gradientBound.map { (search.key.cell, $0) } }
    return Dictionary(slopes, uniquingKeysWith: max).reduce(into: [:]) { families, entry in
      families[entry.key] = FieldFamily(displacement: entry.key.amplitude, slope: entry.value)
    }
  }

  private func anyField(of cell: ExperimentCell) -> FieldFamily { FieldFamily(displacement: cell.amplitude) }

  /// The fields of an amplitude among which all of a kind are.
  private func fields(of cell: ExperimentCell, _ shape: Shape) -> FieldFamily {
    guard cell.kind == .elastic else { return anyField(of: cell) }
    return .elastic(
      displacement: cell.amplitude, cutoff: assessment.settings.experiment.elasticCutoff, shape: shape)
  }
}

/// How far a whole family of deformations moves a representation of one image.
struct FamilyFinding: Sendable {
  /// The representation and the family.
  let key: FindingKey
  let bound: FamilyBound
  /// A bound of |f(L_tau x) - f(x)| / |x| for every field of the amplitude, of whatever kind.
  let displacementBound: Double
  /// A bound for every field of the amplitude whose gradient keeps the search's bound too; nil where there is no such bound.
  let smoothFieldBound: Double?
  /// Whether the family was searched whole, to a gap.
  let isEnclosed: Bool
}
