import Arrays
import Deformations
import Numerical
import Representations
import Scattering

/// How far a whole family of deformations moves a representation of one image: found <= supremum <= bound.
public struct FamilyBound: Hashable, Codable, Sendable {
  /// The largest |f(L_tau x) - f(x)| / |x| found among the members.
  public var found: Double
  /// A bound of |f(L_tau x) - f(x)| / |x| for every member.
  public var bound: Double
  /// The number of deformations at which the representation was computed.
  public var count: Int

  public init(found: Double, bound: Double, count: Int) {
    (self.found, self.bound, self.count) = (found, bound, count)
  }

  /// By what share the bound exceeds what was found.
  public var gap: Double { bound / found - 1 }
}

/// How closely families are enclosed: pure data.
public struct FamilySettings: Codable, Hashable, Sendable {
  /// The gap to which bounds are brought: bound <= (1 + gap) found.
  public var gap: Double
  /// The number of deformations of one image and family after which it is left open, and the bound is what it is.
  public var limit: Int

  public init(gap: Double = 0.1, limit: Int = 50_000) { (self.gap, self.limit) = (gap, limit) }
}

/// Encloses the supremum over whole families of deformations of how far they move a representation, by branch and bound.
///
/// In a cell of parameters with a member c every other member moves the representation at most as far as c, and further by the
/// Lipschitz constant times the weighted distance of the two deformed images (Docs/Decisions/0023-bounds-over-families.md). The
/// deformed images are those of `SplineWarp.reference(boundary: .reflect)`. Of volumes no family is enclosed: bounds are of all fields of a
/// size (`DisplacementBound`).
public struct FamilyCertifier: Sendable {
  public let representation: any Representation
  public let settings: FamilySettings
  let constant: Double
  let weights: [Double]
  let parallel: Parallel

  /// - Precondition: The representation has a Lipschitz constant.
  public init(
    _ representation: any Representation, settings: FamilySettings = FamilySettings(),
    parallel: Parallel = Parallel()
  ) {
    self.init(
      representation, constant: representation.lipschitzConstant!,
      weights: [Double](repeating: 1, count: representation.shape.count), settings: settings,
      parallel: parallel)
  }

  /// A certifier of scattering, by the constant of the network on the padded grid, on which samples weigh as often as they are repeated.
  public init(
    _ scattering: ScatteringRepresentation, bounds: NetworkBounds,
    settings: FamilySettings = FamilySettings(), parallel: Parallel = Parallel()
  ) {
    self.init(
      scattering, constant: bounds.network, weights: scattering.transform.plan.sampleCounts,
      settings: settings, parallel: parallel)
  }

  init(
    _ representation: any Representation, constant: Double, weights: [Double], settings: FamilySettings,
    parallel: Parallel
  ) {
    (self.representation, self.constant, self.weights) = (representation, constant, weights)
    (self.settings, self.parallel) = (settings, parallel)
  }
}

extension FamilyCertifier {
  /// All that is common to the families that deform one image.
  /// - Parameter image: One image of the representation's shape.
  public func prepare(_ image: Signal<Double>) -> ImageFamilies { ImageFamilies(self, image) }

  /// The bounds of one image over each of some families, for a single use.
  /// - Throws: What the representation throws, what `checkCancellation` throws.
  public func bounds(
    of image: Signal<Double>, over domains: [DeformationDomain], found: [Double]? = nil,
    checkCancellation: () throws -> Void = {}
  ) throws -> [FamilyBound] {
    try prepare(image).bounds(over: domains, found: found, checkCancellation: checkCancellation)
  }

  /// The bounds of one image over each of some families of fields, for a single use.
  public func bounds(of image: Signal<Double>, over families: [FieldFamily]) -> [Double] {
    prepare(image).bounds(over: families)
  }
}

/// The families of deformations of one image, to be bounded.
public struct ImageFamilies: Sendable {
  private let certifier: FamilyCertifier
  private let image: Signal<Double>
  /// Nil of volumes.
  private let plane: FamilyImage?

  fileprivate init(_ certifier: FamilyCertifier, _ image: Signal<Double>) {
    (self.certifier, self.image) = (certifier, image)
    plane = image.shape.rank < 3 ? FamilyImage(image, weights: certifier.weights) : nil
  }

  /// The norm of the image, in which bounds are stated.
  private var length: Double { image.norms()[0] }

  /// The bounds over each of some families of one or two parameters.
  /// - Parameters:
  ///   - found: For each family a value of |f(L_tau x) - f(x)| / |x| that a member is known to have, such as a search's; 0 where none is.
  ///   - checkCancellation: Called before every batch; what it throws ends the search.
  /// - Throws: What the representation throws, what `checkCancellation` throws.
  /// - Precondition: no families where the image is a volume.
  public func bounds(
    over domains: [DeformationDomain], found: [Double]? = nil, checkCancellation: () throws -> Void = {}
  ) throws -> [FamilyBound] {
    guard !domains.isEmpty else { return [] }
    guard let plane else { preconditionFailure("families of deformations of \(image.shape)") }
    let original = try certifier.representation.checkedVectors(of: image)
    return try zip(domains, found ?? domains.map { _ in 0 }).map { domain, found in
      try bound(domain, plane, original, found: found, checkCancellation)
    }
  }

  /// A bound of |f(L_tau x) - f(x)| / |x| over each of some families of fields: the constant times the most that samples change.
  public func bounds(over families: [FieldFamily]) -> [Double] {
    guard let plane else { return displacementBounds(families) }
    let fine = FineImage(plane)
    return families.map { family in
      let reach = FieldReach(plane, fine, family, parallel: certifier.parallel).weightedDistance()
      return certifier.constant * (reach * (1 + 1e-9) + 1e-12 * plane.norm) / length
    }
  }

  /// Bounds that use of a family how far it moves samples, and of the weights the largest.
  private func displacementBounds(_ families: [FieldFamily]) -> [Double] {
    let bound = DisplacementBound(image, boundary: .reflect)
    let weight = certifier.weights.max()!.squareRoot()
    return families.map { family in
      let reach = bound(family.displacement) * (1 + 1e-9) + 1e-12 * length
      return certifier.constant * weight * reach / length
    }
  }

  private func bound(
    _ domain: DeformationDomain, _ plane: FamilyImage, _ original: [Double], found: Double,
    _ checkCancellation: () throws -> Void
  ) throws -> FamilyBound {
    let (settings, representation) = (certifier.settings, certifier.representation)
    // Raised for the rounding of warps and transforms, which is of the order of 1e-15 of the image.
    let rounding = 1e-12 * certifier.constant * plane.norm
    let search = FamilySearch(plane, limit: settings.limit, parallel: certifier.parallel)
    let outcome = try search.maximize(
      over: domain, constant: certifier.constant, rounding: rounding, from: found * length,
      threshold: { (1 + settings.gap) * $0 + rounding }, checkCancellation: checkCancellation,
      evaluate: { moved in
        let signals = Signal(moved.samples, batch: moved.batch, shape: image.shape)
        let vectors = try representation.checkedVectors(of: signals)
        return (0..<moved.batchCount).map { index in
          distance(vectors.block(index, of: moved.batchCount), original[...])
        }
      })
    return FamilyBound(found: outcome.value / length, bound: outcome.bound / length, count: outcome.count)
  }
}

extension ScatteringPlan {
  /// How often the padded grid repeats each sample of a signal, in row-major order.
  package var sampleCounts: [Double] {
    (0..<grid.rank).reduce([1.0]) { product, axis in
      let counts = sampleCounts(axis: axis)
      return product.flatMap { factor in counts.map { factor * $0 } }
    }
  }
}
