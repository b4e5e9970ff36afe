/// What one run measured, searched and certified: the document `OUT.json`, from which the page and the table are drawn.
///
/// Distances are shares: Euclidean distances of vectors divided by the norm of the image, so a certificate of Lipschitz
/// constant 1 and the distance of raw pixels stand on the same scale. Everything but `timings` is fixed by the seed.
public struct StabilityReport: Codable, Hashable, Sendable {
  /// The value of `schema` in documents of this form; a change that breaks readers counts it up.
  public static let schema = "swift-scattering/stability/1"

  public var schema = Self.schema
  public var version: String
  public var parameters: StabilityParameters
  public var inputs: [StabilityInput]
  public var bank: StabilityBank
  public var representations: [RepresentationSummary]
  public var deformations: [DeformationSummary]
  public var rows: [StabilityRow]
  public var fits: [StabilityFit]
  public var pictures: [DeformedPicture]
  public var checks: StabilityChecks
  /// Seconds of each stage, in their order; no figure depends on them.
  public var timings: [StageTiming]

  public init(
    version: String, parameters: StabilityParameters, inputs: [StabilityInput], bank: StabilityBank,
    representations: [RepresentationSummary], deformations: [DeformationSummary], rows: [StabilityRow],
    fits: [StabilityFit], pictures: [DeformedPicture], checks: StabilityChecks, timings: [StageTiming]
  ) {
    (self.version, self.parameters, self.inputs, self.bank) = (version, parameters, inputs, bank)
    (self.representations, self.deformations, self.rows) = (representations, deformations, rows)
    (self.fits, self.pictures, self.checks, self.timings) = (fits, pictures, checks, timings)
  }
}

/// What was asked for.
public struct StabilityParameters: Codable, Hashable, Sendable {
  public var preset: String
  public var seed: UInt64
  /// The spatial axes of every image.
  public var shape: [Int]
  public var imageCount: Int
  /// Random fields of each kind and amplitude.
  public var fieldCount: Int
  /// Images on which the worst case is searched; 0 where it is not.
  public var searchedImageCount: Int
  /// sup|tau| in pixels.
  public var amplitudes: [Double]
  public var kinds: [DeformationKind]
  public var scales: Int
  public var orientations: Int
  public var maximalOrder: Int
  public var padding: String
  public var normalization: String
  /// c of elastic fields.
  public var elasticCutoff: Int
  /// a of rough fields.
  public var roughExponent: Double
  /// Resamplings over images behind every interval.
  public var bootstrapCount: Int

  public init(
    preset: String, seed: UInt64, shape: [Int], imageCount: Int, fieldCount: Int, searchedImageCount: Int,
    amplitudes: [Double], kinds: [DeformationKind], scales: Int, orientations: Int, maximalOrder: Int,
    padding: String, normalization: String, elasticCutoff: Int, roughExponent: Double, bootstrapCount: Int
  ) {
    (self.preset, self.seed, self.shape, self.imageCount) = (preset, seed, shape, imageCount)
    (self.fieldCount, self.searchedImageCount) = (fieldCount, searchedImageCount)
    (self.amplitudes, self.kinds, self.scales) = (amplitudes, kinds, scales)
    (self.orientations, self.maximalOrder) = (orientations, maximalOrder)
    (self.padding, self.normalization) = (padding, normalization)
    (self.elasticCutoff, self.roughExponent) = (elasticCutoff, roughExponent)
    self.bootstrapCount = bootstrapCount
  }
}

/// One image that took part.
public struct StabilityInput: Codable, Hashable, Sendable {
  public var name: String
  /// SHA-256 of the samples as they entered, little-endian doubles, in hexadecimal.
  public var sha256: String

  public init(name: String, sha256: String) { (self.name, self.sha256) = (name, sha256) }
}

/// The filter bank of the scattering transform and what follows from it alone.
public struct StabilityBank: Codable, Hashable, Sendable {
  /// A and B of the Littlewood-Paley sum, and B with decimation, the largest over the layers.
  public var lower, upper, upperWithDecimation: Double
  /// Lipschitz constants of the network: by the linear program of Balan, Singh and Zou, by the product of the layers'
  /// bounds, and by counting every layer's whole bound at every order.
  public var linearProgram, product, naive: Double
  /// Shares of the images' energy in each order, mean over images, from order 0.
  public var energyByOrder: [Double]
  /// The share that is in no order computed: 1 minus the others where the bank is tight.
  public var energyLost: Double

  public init(
    lower: Double, upper: Double, upperWithDecimation: Double, linearProgram: Double, product: Double,
    naive: Double, energyByOrder: [Double], energyLost: Double
  ) {
    (self.lower, self.upper, self.upperWithDecimation) = (lower, upper, upperWithDecimation)
    (self.linearProgram, self.product, self.naive) = (linearProgram, product, naive)
    (self.energyByOrder, self.energyLost) = (energyByOrder, energyLost)
  }
}

/// One of the representations side by side.
public struct RepresentationSummary: Codable, Hashable, Sendable {
  public var name: String
  public var dimension: Int
  public var parts: [String]
  public var lipschitzConstant: Double?

  public init(name: String, dimension: Int, parts: [String], lipschitzConstant: Double?) {
    (self.name, self.dimension, self.parts) = (name, dimension, parts)
    self.lipschitzConstant = lipschitzConstant
  }
}

/// The random fields of one kind and amplitude.
public struct DeformationSummary: Codable, Hashable, Sendable {
  public var kind: DeformationKind
  public var amplitude: Double
  public var fieldCount: Int
  /// Medians over the fields; absent for noise.
  public var displacement, gradient, hessian, spread, minimalDeterminant, mallatBound: Double?
  /// The share of fields that fold.
  public var foldedShare: Double?

  public init(
    kind: DeformationKind, amplitude: Double, fieldCount: Int, displacement: Double?, gradient: Double?,
    hessian: Double?, spread: Double?, minimalDeterminant: Double?, mallatBound: Double?,
    foldedShare: Double?
  ) {
    (self.kind, self.amplitude, self.fieldCount) = (kind, amplitude, fieldCount)
    (self.displacement, self.gradient, self.hessian) = (displacement, gradient, hessian)
    (self.spread, self.minimalDeterminant) = (spread, minimalDeterminant)
    (self.mallatBound, self.foldedShare) = (mallatBound, foldedShare)
  }
}

/// A median and its 95 % interval by bootstrap over images.
public struct Interval: Codable, Hashable, Sendable {
  public var median, low, high: Double

  public init(median: Double, low: Double, high: Double) {
    (self.median, self.low, self.high) = (median, low, high)
  }
}

/// What was found of one representation, or one part of it, under one kind and amplitude.
public struct StabilityRow: Codable, Hashable, Sendable {
  public var representation: String
  /// `all` or the name of a part.
  public var part: String
  public var kind: DeformationKind
  public var amplitude: Double
  /// The distance, over images; each image's is the median over the fields.
  public var distance: Interval
  /// Medians over the searched images of: the largest distance over the random fields, the largest found by search
  /// among all fields of the same bounds, and the least certificate that holds for what was found.
  public var randomMaximum: Double
  public var worstCase: Double?
  public var certificate: Double?
  /// Whether random maximum <= worst case <= certificate on every image.
  public var isOrdered: Bool
  /// What interpolation alone may have moved: Lip |W_fast x - W_ref x| / |x|, median; and whether it exceeds 20 % of the
  /// distance.
  public var interpolationFloor: Double?
  public var isFloorTooHigh: Bool
  /// R_f, D_f and G_f of Petrini et al. (2021): against noise of matched norm; against the distance between images, for the
  /// deformation and for that noise.
  public var relativeStability, deformationSensitivity, noiseSensitivity: Interval?

  public init(
    representation: String, part: String, kind: DeformationKind, amplitude: Double, distance: Interval,
    randomMaximum: Double, worstCase: Double?, certificate: Double?, isOrdered: Bool,
    interpolationFloor: Double?, isFloorTooHigh: Bool, relativeStability: Interval?,
    deformationSensitivity: Interval?, noiseSensitivity: Interval?
  ) {
    (self.representation, self.part, self.kind) = (representation, part, kind)
    (self.amplitude, self.distance, self.randomMaximum) = (amplitude, distance, randomMaximum)
    (self.worstCase, self.certificate, self.isOrdered) = (worstCase, certificate, isOrdered)
    (self.interpolationFloor, self.isFloorTooHigh) = (interpolationFloor, isFloorTooHigh)
    (self.relativeStability, self.deformationSensitivity) = (relativeStability, deformationSensitivity)
    self.noiseSensitivity = noiseSensitivity
  }
}

/// A constant of deformation stability: distance / |x| <= C K(tau), fitted over amplitudes.
public struct StabilityFit: Codable, Hashable, Sendable {
  public var representation: String
  public var part: String
  public var kind: DeformationKind
  /// Least squares through zero of distance over K(tau), with its interval by bootstrap over images.
  public var constant: Interval
  /// The largest ratio of a distance to K(tau) of its field.
  public var largestRatio: Double
  /// The slope of log distance against log amplitude.
  public var slope: Double

  public init(
    representation: String, part: String, kind: DeformationKind, constant: Interval, largestRatio: Double,
    slope: Double
  ) {
    (self.representation, self.part, self.kind) = (representation, part, kind)
    (self.constant, self.largestRatio, self.slope) = (constant, largestRatio, slope)
  }
}

/// An image under one deformation, to be looked at.
public struct DeformedPicture: Codable, Hashable, Sendable {
  /// The input's name.
  public var image: String
  /// nil for the image itself.
  public var kind: DeformationKind?
  public var amplitude: Double
  /// Whether the search found this deformation.
  public var isWorstCase: Bool
  /// Samples in row-major order, as they were.
  public var samples: [Float]
  public var rows, columns: Int
  /// For each representation, in the report's order, the distance as a share of the image's norm.
  public var distances: [Double]

  public init(
    image: String, kind: DeformationKind?, amplitude: Double, isWorstCase: Bool, samples: [Float], rows: Int,
    columns: Int, distances: [Double]
  ) {
    (self.image, self.kind, self.amplitude, self.isWorstCase) = (image, kind, amplitude, isWorstCase)
    (self.samples, self.rows, self.columns, self.distances) = (samples, rows, columns, distances)
  }
}

/// What the tool checked of its own figures.
public struct StabilityChecks: Codable, Hashable, Sendable {
  /// Rows on which random maximum <= worst case <= certificate was checked, and those where it failed, in words.
  public var orderedRowCount: Int
  public var violations: [String]
  /// Searches, and how many found more than the largest of the random fields.
  public var searchCount, searchesAboveRandom: Int
  /// Certificate over worst case, median over the searches: how loose the certificate is.
  public var looseness: Double?
  /// R of raw pixels, which is 1 by definition.
  public var pixelRelativeStability: Double?

  public init(
    orderedRowCount: Int, violations: [String], searchCount: Int, searchesAboveRandom: Int,
    looseness: Double?, pixelRelativeStability: Double?
  ) {
    (self.orderedRowCount, self.violations) = (orderedRowCount, violations)
    (self.searchCount, self.searchesAboveRandom) = (searchCount, searchesAboveRandom)
    (self.looseness, self.pixelRelativeStability) = (looseness, pixelRelativeStability)
  }
}

/// How long a stage took.
public struct StageTiming: Codable, Hashable, Sendable {
  public var stage: String
  public var seconds: Double

  public init(stage: String, seconds: Double) { (self.stage, self.seconds) = (stage, seconds) }
}
