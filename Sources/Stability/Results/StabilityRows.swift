import Deformations
import Numerical

/// What was found of one representation, or one part of it, under one kind and amplitude.
public struct StabilityRow: Codable, Hashable, Sendable {
  public var representation: String
  /// The name of the part, `all` for the whole.
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
  /// The bound on sup|grad tau| of the searches, their median where it differs; nil for noise and where nothing was searched.
  public var gradientBound: Double?
  /// The largest distance found among all fields of the kind and amplitude, and a bound that holds for every one of them; medians over the
  /// searched images.
  public var familyWorst, familyBound: Double?
  /// Both by searched image, in their order.
  public var familyWorstByImage, familyBoundByImage: [Double]?
  /// A bound for every field of the amplitude, of whatever kind; median over the searched images.
  public var displacementBound: Double?
  /// A bound for every field with sup|tau| within the amplitude and sup|grad tau| within `gradientBound`, of whatever kind; median over the
  /// searched images.
  public var smoothFieldBound: Double?
  /// Whether random maximum <= worst case <= certificate, and all that was found <= the family's bound, on every image.
  public var isOrdered: Bool
  /// What interpolation alone may have moved: Lip |W_fast x - W_ref x| / |x|, median; and whether it exceeds 20 % of the
  /// distance.
  public var interpolationFloor: Double?
  public var isFloorTooHigh: Bool
  /// The measure R_f of Petrini et al. (2021): the mean squared distance under the deformation over that under noise of matched norm.
  public var relativeStability: Interval?
  /// R_f with medians for means, as the code of 2021 takes it: the sum over the numbers of a vector of the median over images of its
  /// squared change under the first field, over the same under noise.
  public var relativeStabilityOfMedians: Double?
  /// The measures D_f and G_f: mean squared distances under the deformation and under that noise, over the mean of the squared distances
  /// between images' vectors; nil for one image.
  public var deformationSensitivityByMean, noiseSensitivityByMean: Interval?
  /// The measures D_f and G_f over the median of the squared distances between images' vectors; nil for one image.
  public var deformationSensitivityByMedian, noiseSensitivityByMedian: Interval?

  public init(
    representation: String, part: String, kind: DeformationKind, amplitude: Double, distance: Interval,
    randomMaximum: Double, worstCase: Double?, certificate: Double?, isOrdered: Bool,
    interpolationFloor: Double?, isFloorTooHigh: Bool, relativeStability: Interval?,
    relativeStabilityOfMedians: Double? = nil, deformationSensitivityByMean: Interval?,
    noiseSensitivityByMean: Interval?, deformationSensitivityByMedian: Interval?,
    noiseSensitivityByMedian: Interval?, familyWorst: Double? = nil, familyBound: Double? = nil
  ) {
    (self.familyWorst, self.familyBound) = (familyWorst, familyBound)
    (self.representation, self.part, self.kind) = (representation, part, kind)
    (self.amplitude, self.distance, self.randomMaximum) = (amplitude, distance, randomMaximum)
    (self.worstCase, self.certificate, self.isOrdered) = (worstCase, certificate, isOrdered)
    (self.interpolationFloor, self.isFloorTooHigh) = (interpolationFloor, isFloorTooHigh)
    self.relativeStability = relativeStability
    self.relativeStabilityOfMedians = relativeStabilityOfMedians
    self.deformationSensitivityByMean = deformationSensitivityByMean
    self.noiseSensitivityByMean = noiseSensitivityByMean
    self.deformationSensitivityByMedian = deformationSensitivityByMedian
    self.noiseSensitivityByMedian = noiseSensitivityByMedian
  }
}

/// A constant of deformation stability: distance / |x| <= C K(tau), fitted over amplitudes.
public struct StabilityFit: Codable, Hashable, Sendable {
  public var representation: String
  public var part: String
  public var kind: DeformationKind
  /// J of K(tau): the transform's own, for all else that of the run.
  public var scales: Int
  /// The constant C by least squares through zero of distance over K(tau), with its interval by bootstrap over images.
  public var constant: Interval
  /// The largest ratio of a distance to K(tau) of its field.
  public var largestRatio: Double
  /// The slope of log distance against log amplitude.
  public var slope: Double

  public init(
    representation: String, part: String, kind: DeformationKind, scales: Int, constant: Interval,
    largestRatio: Double, slope: Double
  ) {
    self.scales = scales
    (self.representation, self.part, self.kind) = (representation, part, kind)
    (self.constant, self.largestRatio, self.slope) = (constant, largestRatio, slope)
  }
}

/// The random fields of one kind and amplitude.
public struct DeformationSummary: Codable, Hashable, Sendable {
  public var kind: DeformationKind
  public var amplitude: Double
  public var fieldCount: Int
  /// Medians over the fields; absent for noise.
  public var displacement, gradient, hessian, oscillation, minimalDeterminant: Double?
  /// K(tau) at each J that a fit has; absent for noise.
  public var mallatBounds: [MallatBound]?
  /// The share of fields that fold.
  public var foldedShare: Double?

  public init(
    kind: DeformationKind, amplitude: Double, fieldCount: Int, displacement: Double?, gradient: Double?,
    hessian: Double?, oscillation: Double?, minimalDeterminant: Double?,
    mallatBounds: [MallatBound]?, foldedShare: Double?
  ) {
    (self.kind, self.amplitude, self.fieldCount) = (kind, amplitude, fieldCount)
    (self.displacement, self.gradient, self.hessian) = (displacement, gradient, hessian)
    (self.oscillation, self.minimalDeterminant) = (oscillation, minimalDeterminant)
    (self.mallatBounds, self.foldedShare) = (mallatBounds, foldedShare)
  }

  /// The document's keys: `oscillation` is written as `spread`.
  private enum CodingKeys: String, CodingKey {
    case kind, amplitude, fieldCount, displacement, gradient, hessian
    case oscillation = "spread"
    case minimalDeterminant, mallatBounds, foldedShare
  }
}

/// K(tau) of Mallat (2012), Theorem 2.12, at one J.
public struct MallatBound: Codable, Hashable, Sendable {
  /// J.
  public var scales: Int
  /// K(tau), no unit.
  public var bound: Double

  public init(scales: Int, bound: Double) { (self.scales, self.bound) = (scales, bound) }
}

/// How far one dilation moves one representation of waves, frequency by frequency.
public struct FrequencyResponse: Codable, Hashable, Sendable {
  public var representation: String
  /// The distances by growing frequency.
  public var distances: [FrequencyDistance]

  public init(representation: String, distances: [FrequencyDistance]) {
    (self.representation, self.distances) = (representation, distances)
  }
}

/// How far a dilation moved a representation of a wave.
public struct FrequencyDistance: Codable, Hashable, Sendable {
  /// The frequency of the wave before its dilation, cycles a pixel.
  public var frequency: Double
  /// The distance relative to the wave's norm.
  public var distance: Double

  public init(frequency: Double, distance: Double) {
    (self.frequency, self.distance) = (frequency, distance)
  }
}

/// An image under one deformation, to be looked at.
public struct DeformedPicture: Codable, Hashable, Sendable {
  /// The input's name.
  public var image: String
  /// The kind of deformation; nil for the image itself.
  public var kind: DeformationKind?
  public var amplitude: Double
  /// Whether the search found this deformation.
  public var isWorstCase: Bool
  /// Samples in row-major order, in the image's unit; to single precision.
  public var samples: [Double]
  public var rows, columns: Int
  /// For each representation, in the report's order, the distance relative to the image's norm.
  public var distances: [Double]

  public init(
    image: String, kind: DeformationKind?, amplitude: Double, isWorstCase: Bool, samples: [Double], rows: Int,
    columns: Int, distances: [Double]
  ) {
    (self.image, self.kind, self.amplitude, self.isWorstCase) = (image, kind, amplitude, isWorstCase)
    (self.samples, self.rows, self.columns, self.distances) = (samples, rows, columns, distances)
  }
}
