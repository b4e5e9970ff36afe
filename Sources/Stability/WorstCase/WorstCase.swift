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

extension WorstCase {
  /// The worst that was found for one image.
  /// - Parameters:
  ///   - image: One signal of the representation's shape.
  ///   - index: What tells images apart in the seeds of random fields; an experiment's own are the same for the same
  ///     seed.
  ///   - amplitude: The bound on sup|tau| in pixels.
  ///   - gradientBound: The bound on sup|grad tau|.
  ///   - checkCancellation: Called before every step; what it throws ends the search.
  /// - Throws: `StabilityError`, what the representation throws, what `checkCancellation` throws.
  public func search(
    _ image: Signal<Double>, index: Int = 0, kind: DeformationKind, amplitude: Double,
    gradientBound: Double? = nil, checkCancellation: () throws -> Void = {}
  ) throws -> WorstCaseResult {
    fatalError("being written")
  }
}
