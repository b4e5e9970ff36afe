import Learning
import Scattering
import Stability

/// Margins, Jacobians and bounds of trained classifiers beside the gap that was measured (Sokolic et al. 2017).
///
/// What is proven and what is estimated is in each field of `GeneralisationRow` and `GeneralisationBound`. Classifiers come trained.
/// Figures are fixed by the settings, whatever the number of threads.
public struct GeneralisationStudy: Sendable {
  public let settings: GeneralisationSettings
  let parallel: Parallel

  /// - Parameter parallel: The threads that measure distances between images; representations have their own.
  /// - Throws: `ComparisonError` naming the first setting that no study has.
  public init(
    settings: GeneralisationSettings = GeneralisationSettings(), parallel: Parallel = Parallel()
  ) throws(ComparisonError) {
    try settings.check()
    (self.settings, self.parallel) = (settings, parallel)
  }

  /// One row a classifier, in their order.
  /// - Parameters:
  ///   - manifold: Of the images, by `manifold(of:)`; without it no bounds are made of it.
  ///   - progress: Called on the caller's thread after every classifier.
  ///   - checkCancellation: Called before every batch; what it throws ends the study.
  /// - Throws: `ComparisonError`, `StabilityError` for scores of the wrong count or not finite, what a representation throws, and
  ///   what `checkCancellation` throws.
  public func run(
    _ subjects: [GeneralisationSubject], manifold: ManifoldFit? = nil,
    progress: (ExperimentProgress) -> Void = { _ in }, checkCancellation: () throws -> Void = {}
  ) throws -> [GeneralisationRow] {
    for subject in subjects { try subject.check() }
    var rows: [GeneralisationRow] = []
    for (index, subject) in subjects.enumerated() {
      let measurement = SubjectMeasurement(settings: settings, subject: subject, manifold: manifold)
      rows.append(try measurement.row(checkCancellation))
      progress(ExperimentProgress(stage: "generalisation", done: index + 1, total: subjects.count))
    }
    return rows
  }

  /// The manifold fitted to some of these images, drawn by the seed; nil where their covers show no law.
  public func manifold(of images: LabelledSignals) -> ManifoldFit? {
    let places = SubjectMeasurement.draw(settings.coverCount, of: images.count, seed: settings.seed, word: 2)
    let points = PointDistances(images.doubles(places).samples, count: places.count, parallel: parallel)
    return ManifoldFit(points)
  }
}
