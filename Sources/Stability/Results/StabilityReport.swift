import Deformations
import Files
import Representations

/// What one run measured, searched and certified: the document `OUT.json`, from which the page and the table are drawn.
///
/// Distances are shares: Euclidean distances of vectors divided by the norm of the image, so a certificate of Lipschitz
/// constant 1 and the distance of raw pixels stand on the same scale. Everything but `timings` and `run` is fixed by the seed.
public struct StabilityReport: Codable, Hashable, Sendable {
  /// The value of `schema` in documents of this form; a change that breaks readers counts it up.
  public static let schema = "swift-scattering/stability/2"

  /// The name of the stage in `timings` in which whole families of deformations are bounded.
  public static let familyStage = "bounds over families"

  public var schema = Self.schema
  public var version: String
  public var parameters: StabilityParameters
  public var inputs: [StabilityInput]
  /// The inputs that were not measured.
  public var leftOut: [LeftOutInput]
  /// The filter banks of the assessed scattering transforms, in the order of these; one at least.
  public var banks: [StabilityBank]
  public var representations: [RepresentationSummary]
  public var deformations: [DeformationSummary]
  public var rows: [StabilityRow]
  public var fits: [StabilityFit]
  /// The rate of the dilation behind `frequencyResponses`: tau(u) = rate (u - centre).
  public var frequencyDilation: Double
  /// How far the dilation moves each representation of waves; see `DilatedWaves`.
  public var frequencyResponses: [FrequencyResponse]
  public var pictures: [DeformedPicture]
  public var checks: StabilityChecks
  /// Seconds of each stage, in their order; no figure depends on them.
  public var timings: [StageTiming]
  /// The command, date and machine; nil where a program made the report that says nothing of them.
  public var run: RunFacts?

  public init(
    version: String, parameters: StabilityParameters, inputs: [StabilityInput],
    leftOut: [LeftOutInput] = [], banks: [StabilityBank], representations: [RepresentationSummary],
    deformations: [DeformationSummary], rows: [StabilityRow],
    fits: [StabilityFit], frequencyDilation: Double, frequencyResponses: [FrequencyResponse],
    pictures: [DeformedPicture], checks: StabilityChecks, timings: [StageTiming], run: RunFacts? = nil
  ) {
    (self.run, self.leftOut) = (run, leftOut)
    (self.version, self.parameters, self.inputs, self.banks) = (version, parameters, inputs, banks)
    (self.representations, self.deformations, self.rows) = (representations, deformations, rows)
    (self.fits, self.pictures, self.checks, self.timings) = (fits, pictures, checks, timings)
    (self.frequencyDilation, self.frequencyResponses) = (frequencyDilation, frequencyResponses)
  }
}

/// The parameters of a stability report, as they were asked for.
public struct StabilityParameters: Codable, Hashable, Sendable {
  public var preset: String
  public var seed: UInt64
  /// The axes of every image, in colour the channels first.
  public var shape: [Int]
  /// `gray` or `rgb`.
  public var color: String
  public var imageCount: Int
  /// The number of images from which those were drawn.
  public var availableImageCount: Int
  /// The number of random fields of each kind and amplitude.
  public var fieldCount: Int
  /// The number of images on which the worst case is searched; 0 where it is not.
  public var searchedImageCount: Int
  /// The indices of those images among the inputs, ascending.
  public var searchedImages: [Int]
  /// The gap to which families of deformations are enclosed: bound <= (1 + gap) found.
  public var familyGap: Double
  /// The amplitudes sup|tau| in pixels.
  public var amplitudes: [Double]
  public var kinds: [DeformationKind]
  /// J and L of the scattering transforms; each J stands with each L.
  public var scales: [Int]
  public var orientations: [Int]
  public var maximalOrder: Int
  public var padding: String
  public var normalization: String
  /// The cutoff c of elastic fields: the largest length of a mode's index.
  public var elasticCutoff: Int
  /// The exponent a of rough fields: they are Hoelder-continuous of every exponent below a.
  public var roughExponent: Double
  /// The version of the random fields' definition, `DeformationGenerator.version`.
  public var fieldsVersion: Int
  /// The number of resamplings over images behind every interval.
  public var bootstrapCount: Int

  public init(
    preset: String, seed: UInt64, shape: [Int], color: String = "gray", imageCount: Int,
    availableImageCount: Int? = nil, fieldCount: Int, searchedImageCount: Int, searchedImages: [Int],
    familyGap: Double, amplitudes: [Double], kinds: [DeformationKind], scales: [Int], orientations: [Int],
    maximalOrder: Int, padding: String, normalization: String, elasticCutoff: Int, roughExponent: Double,
    fieldsVersion: Int = DeformationGenerator.version, bootstrapCount: Int
  ) {
    (self.preset, self.seed, self.shape, self.imageCount) = (preset, seed, shape, imageCount)
    self.color = color
    self.availableImageCount = availableImageCount ?? imageCount
    (self.fieldCount, self.searchedImageCount) = (fieldCount, searchedImageCount)
    (self.amplitudes, self.kinds, self.scales) = (amplitudes, kinds, scales)
    (self.orientations, self.maximalOrder) = (orientations, maximalOrder)
    (self.padding, self.normalization) = (padding, normalization)
    (self.elasticCutoff, self.roughExponent) = (elasticCutoff, roughExponent)
    (self.fieldsVersion, self.bootstrapCount) = (fieldsVersion, bootstrapCount)
    (self.searchedImages, self.familyGap) = (searchedImages, familyGap)
  }
}

/// One image of a stability report.
public struct StabilityInput: Codable, Hashable, Sendable {
  public var name: String
  /// SHA-256 of the samples as they entered, little-endian doubles, in hexadecimal.
  public var sha256: String
  /// The binary exponent e where the image entered in an extreme unit: 2^-e times its samples were measured. nil for others.
  public var unitExponent: Int?

  public init(name: String, sha256: String, unitExponent: Int? = nil) {
    (self.name, self.sha256, self.unitExponent) = (name, sha256, unitExponent)
  }

  /// The input with the exponent of its unit, 0 for an ordinary one.
  func with(unitExponent: Int) -> StabilityInput {
    StabilityInput(name: name, sha256: sha256, unitExponent: unitExponent == 0 ? nil : unitExponent)
  }
}

/// An input of a stability report that was not measured.
public struct LeftOutInput: Codable, Hashable, Sendable {
  /// Why an input is not measured.
  public enum Reason: String, Codable, Sendable {
    /// All samples are the same: no deformation changes a constant image.
    case constant
  }

  public var name: String
  public var reason: Reason

  public init(name: String, reason: Reason) { (self.name, self.reason) = (name, reason) }
}

/// The filter bank of one scattering transform and what follows from it alone.
public struct StabilityBank: Codable, Hashable, Sendable {
  /// The name of the transform.
  public var representation: String
  /// The bounds A and B of the Littlewood-Paley sum, and B with decimation, the largest over the layers.
  public var lower, upper, upperWithDecimation: Double
  /// Lipschitz constants of the network: by the linear program of Balan, Singh and Zou, by the product of the layers'
  /// bounds, and by counting every layer's whole bound at every order.
  public var linearProgram, product, naive: Double
  /// Shares of the images' energy in each order, mean over images, from order 0.
  public var energyByOrder: [Double]
  /// The share of the energy that is in no order computed: 1 minus the others where the bank is tight.
  public var energyLost: Double

  public init(
    representation: String, lower: Double, upper: Double, upperWithDecimation: Double, linearProgram: Double,
    product: Double,
    naive: Double, energyByOrder: [Double], energyLost: Double
  ) {
    self.representation = representation
    (self.lower, self.upper, self.upperWithDecimation) = (lower, upper, upperWithDecimation)
    (self.linearProgram, self.product, self.naive) = (linearProgram, product, naive)
    (self.energyByOrder, self.energyLost) = (energyByOrder, energyLost)
  }
}

/// One of the representations that a report compares.
public struct RepresentationSummary: Codable, Hashable, Sendable {
  public var name: String
  public var role: RepresentationRole
  public var dimension: Int
  public var parts: [String]
  /// The least Lipschitz constant that is proven, and the product of the layers' norms, which is never less.
  public var lipschitzConstant, productConstant: Double?
  /// J and L of a scattering transform; nil for all else.
  public var scales, orientations: Int?
  /// Whether it is a scattering transform that the run assessed: searched, certified, and judged by a gate; nil for all else.
  public var isAssessed: Bool?

  public init(
    name: String, role: RepresentationRole, dimension: Int, parts: [String], lipschitzConstant: Double?,
    productConstant: Double? = nil, scales: Int? = nil, orientations: Int? = nil, isAssessed: Bool? = nil
  ) {
    (self.name, self.role, self.dimension, self.parts) = (name, role, dimension, parts)
    (self.lipschitzConstant, self.productConstant) = (lipschitzConstant, productConstant)
    (self.scales, self.orientations, self.isAssessed) = (scales, orientations, isAssessed)
  }
}

/// What the tool checked of its own figures.
public struct StabilityChecks: Codable, Hashable, Sendable {
  /// The number of rows on which random maximum <= worst case <= certificate was checked, and a text for each of those where it failed; after them
  /// one for every pair of constants out of order: see `ConstantOrder`.
  public var orderedRowCount: Int
  public var violations: [String]
  /// The number of whole families of one or two parameters that were enclosed, one an image, kind and amplitude of each representation whose
  /// families are; and of those, the number that were brought to the gap.
  public var familyCount, closedFamilyCount: Int
  /// The number of searches, and of those that found more than the largest of the random fields; without rotations and dilations, of which
  /// there are but two of each size, so that random fields meet both.
  public var searchCount, searchesAboveRandom: Int
  /// The certificate divided by the worst case found, median over the searches; 1 where the certificate is attained.
  public var tightnessRatio: Double?
  /// The relative stability R of raw pixels, which is 1 by definition.
  public var pixelRelativeStability: Double?

  public init(
    orderedRowCount: Int, violations: [String], familyCount: Int, closedFamilyCount: Int, searchCount: Int,
    searchesAboveRandom: Int,
    tightnessRatio: Double?, pixelRelativeStability: Double?
  ) {
    (self.orderedRowCount, self.violations) = (orderedRowCount, violations)
    (self.familyCount, self.closedFamilyCount) = (familyCount, closedFamilyCount)
    (self.searchCount, self.searchesAboveRandom) = (searchCount, searchesAboveRandom)
    (self.tightnessRatio, self.pixelRelativeStability) = (tightnessRatio, pixelRelativeStability)
  }

  /// The document's keys: `tightnessRatio` is written as `looseness`.
  private enum CodingKeys: String, CodingKey {
    case orderedRowCount, violations, familyCount, closedFamilyCount, searchCount, searchesAboveRandom
    case tightnessRatio = "looseness"
    case pixelRelativeStability
  }
}
