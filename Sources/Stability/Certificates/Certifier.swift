import Deformations
import Scattering

/// Certifies what deformations can do to the features of one scattering transform, in double precision.
///
/// The features meant are those of `ScatteringTransform<Double>`, of weight 2^(rank (J - oversampling) / 2), with its padding,
/// decimation and cropping; the deformed image is that of `SplineWarp.reference(boundary:)`. What is certified and how is in
/// Docs/Decisions/0007-what-is-certified.md. Immutable; memory is that of all filters on the padded grid.
public struct Certifier: Sendable {
  public let bounds: NetworkBounds
  public let boundary: WarpBoundary
  let cascade: UndecimatedCascade
  let parallel: Parallel

  /// - Parameter boundary: How images go on beyond their edges when they are warped.
  public init<Sample: ScatteringScalar>(
    _ transform: ScatteringTransform<Sample>, boundary: WarpBoundary = .reflect,
    parallel: Parallel = Parallel()
  ) {
    self.init(transform.plan, bank: transform.bank, boundary: boundary, parallel: parallel)
  }

  init(_ plan: ScatteringPlan, bank: FilterBank, boundary: WarpBoundary, parallel: Parallel) {
    bounds = NetworkBounds(plan, bank: bank, parallel: parallel)
    cascade = UndecimatedCascade(plan, bank: bank)
    (self.boundary, self.parallel) = (boundary, parallel)
  }

  /// The energies of each image by order, without decimation.
  ///
  /// - Precondition: Images of the transform's shape.
  public func layerEnergies(of images: Signal<Double>) -> [LayerEnergies] {
    cascade.layerEnergies(of: images, parallel: parallel)
  }

  /// All that is common to the images which a field deforms.
  ///
  /// - Parameters:
  ///   - terms: By default all that take milliseconds: every one but `commutator`.
  ///   - steps: of Lanczos' method, for `commutator`: more are tighter and slower.
  /// - Precondition: the field has the transform's shape.
  public func prepare(
    _ field: DisplacementField, terms: Set<CertificateTerm> = Self.quickTerms, steps: Int = 64
  ) -> FieldCertifier {
    FieldCertifier(self, field, terms: terms, steps: steps)
  }

  public static var quickTerms: Set<CertificateTerm> { [.pixels, .gradient, .translation, .equivariance] }
}
