import Scattering

/// Searches the deformations of bounded sup|tau| and sup|grad tau| for the one that moves a representation of an image
/// most.
///
/// Starts are the solution of the linearised problem (the top singular vector of tau -> f'(x)(grad x . tau), by power
/// iteration), with both signs, the largest of some random fields, and other random fields. From each the squared distance
/// is climbed by projected gradient steps over the coefficients of the kind's family, by the fast warp; the best are
/// evaluated with the reference warp.
///
/// The random fields compared with obey the same bounds: those that exceed them are scaled down. The bound on sup|grad
/// tau| is the median over the random fields of that kind and amplitude unless given.
public struct WorstCase: Sendable {
  public let representation: any DifferentiableRepresentation
  public let settings: WorstCaseSettings
  let parallel: Parallel

  public init(
    _ representation: any DifferentiableRepresentation, settings: WorstCaseSettings = WorstCaseSettings(),
    parallel: Parallel = Parallel()
  ) {
    (self.representation, self.settings, self.parallel) = (representation, settings, parallel)
  }
}
