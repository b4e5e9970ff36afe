import Scattering

extension Experiment {
  /// Measures everything.
  /// - Parameters:
  ///   - progress: Called on the caller's thread after every batch.
  ///   - checkCancellation: Called before every batch; what it throws ends the run.
  /// - Throws: `StabilityError` for vectors of the wrong count or not finite, what a representation throws, and what
  ///   `checkCancellation` throws.
  public func run(
    progress: (ExperimentProgress) -> Void = { _ in }, checkCancellation: () throws -> Void = {}
  ) throws -> Measurements {
    var run = ExperimentRun(self)
    try run.measure(progress: progress, checkCancellation: checkCancellation)
    try checkCancellation()
    return Measurements(
      rows: run.rows(), fits: run.fits(), deformations: run.deformations(), pictures: run.pictures())
  }
}
