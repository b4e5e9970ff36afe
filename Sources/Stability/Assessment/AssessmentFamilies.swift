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
      let found = Dictionary(
        findings.filter { $0.representation == certifier.representation.name && $0.image == image }.map {
          (Key($0.result.kind, $0.result.amplitude), $0.result.distance)
        }, uniquingKeysWith: max)
      let own = try self.findings(certifier, image: image, found, checkCancellation)
      progress(StageProgress(stage: StabilityReport.familyStage, done: index + 1, total: pairs.count))
      return own
    }
  }

  private struct Key: Hashable {
    let kind: DeformationKind
    let amplitude: Double

    init(_ kind: DeformationKind, _ amplitude: Double) { (self.kind, self.amplitude) = (kind, amplitude) }
  }

  private func findings(
    _ certifier: FamilyCertifier, image index: Int, _ found: [Key: Double],
    _ checkCancellation: () throws -> Void
  ) throws -> [FamilyFinding] {
    let image = assessment.images.slice(index..<(index + 1))
    let cells = assessment.settings.experiment.cells.filter(\.kind.hasField)
    let known = cells.map { found[Key($0.kind, $0.amplitude)] ?? 0 }
    let domains = cells.map { DeformationDomain($0.kind, amplitude: $0.amplitude, shape: image.shape) }
    let parametric = cells.indices.filter { domains[$0] != nil }
    let enclosed = try certifier.bounds(
      of: image, over: parametric.map { domains[$0]! }, found: parametric.map { known[$0] },
      checkCancellation: checkCancellation)
    try checkCancellation()
    let own = cells.map { fields($0.kind, $0.amplitude, image.shape) }
    let any = cells.map { FieldFamily(displacement: $0.amplitude) }
    let families = Array(Set(own + any))
    let bounded = Dictionary(
      uniqueKeysWithValues: zip(families, certifier.bounds(of: image, over: families)))
    var bounds = zip(known, own).map { FamilyBound(found: $0, bound: bounded[$1]!, count: 0) }
    for (cell, bound) in zip(parametric, enclosed) { bounds[cell] = bound }
    return cells.indices.map { cell in
      FamilyFinding(
        representation: certifier.representation.name, image: index, kind: cells[cell].kind,
        amplitude: cells[cell].amplitude, bound: bounds[cell], displacementBound: bounded[any[cell]]!,
        isEnclosed: domains[cell] != nil)
    }
  }

  /// The fields of an amplitude among which all of a kind are.
  private func fields(_ kind: DeformationKind, _ amplitude: Double, _ shape: Shape) -> FieldFamily {
    guard kind == .elastic else { return FieldFamily(displacement: amplitude) }
    return .elastic(
      displacement: amplitude, cutoff: assessment.settings.experiment.elasticCutoff, shape: shape)
  }
}

/// How far a whole family of deformations moves a representation of one image.
struct FamilyFinding: Sendable {
  /// The name of the representation.
  let representation: String
  let image: Int
  let kind: DeformationKind
  let amplitude: Double
  let bound: FamilyBound
  /// A bound of |f(L_tau x) - f(x)| / |x| for every field of the amplitude, of whatever kind.
  let displacementBound: Double
  /// Whether the family was searched whole, to a gap.
  let isEnclosed: Bool
}
