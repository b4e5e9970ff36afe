import Arrays
import Deformations
import Representations

/// Searches the deformations of bounded sup|tau| and sup|grad tau| for the one that moves a representation of an image
/// most.
///
/// Starts are the solution of the linearised problem (the top singular vector of tau -> f'(x)(grad x . tau), by power
/// iteration), with both signs, the largest of some random fields, for families of few coefficients also of a scan, and other random
/// fields. From each the squared distance is raised by steps within the bounds (`FeasibleFields` for elastic and rough ones), by
/// the fast warp, in rounds of ever fewer points; the best are evaluated with the reference warp.
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
  /// Searches the worst case of each of some images, all together.
  /// - Parameters:
  ///   - images: Signals of the representation's shape, of any batch axes. The random fields of image i are those of
  ///     image `first` + i of an experiment of the same seed, as far as they keep the bounds.
  ///   - amplitude: The bound on sup|tau| in pixels; for noise, of the elastic fields that it is matched to: their median
  ///     |L_tau x - x| is the bound on |eta|.
  ///   - gradientBound: The bound on sup|grad tau|; not used for noise.
  ///   - checkCancellation: Called before every step; what it throws ends the search.
  /// - Throws: `StabilityError`, what the representation throws, what `checkCancellation` throws.
  public func search(
    _ images: Signal<Double>, first: Int = 0, kind: DeformationKind, amplitude: Double,
    gradientBound: Double? = nil, checkCancellation: () throws -> Void = {}
  ) throws -> [WorstCaseResult] {
    try check(images, kind, amplitude, gradientBound)
    let draw = RandomPoints(
      images: images.slice(0..<images.batchCount), first: first, kind: kind, amplitude: amplitude,
      settings: settings, parallel: parallel)
    let task = try SearchTask(self, draw, gradientBound: gradientBound)
    return try task.run(checkCancellation)
  }

  private func check(
    _ images: Signal<Double>, _ kind: DeformationKind, _ amplitude: Double, _ gradientBound: Double?
  ) throws(StabilityError) {
    let shape = representation.shape
    guard images.shape == shape else {
      throw .mismatchedShape(representation.name, found: shape, expected: images.shape)
    }
    guard images.batchCount >= 1 else { throw .none("image") }
    for index in 0..<images.batchCount { try ImageCheck.check(images, index, "image \(index)") }
    let space = settings.space(of: shape)
    guard kind.isDefined(rank: space.rank) else { throw .undefinedKind(kind, space) }
    guard kind == .noise || kind == .elastic || kind == .rough || AffineFamily.isDefined(kind, space) else {
      throw .unsearchedKind(kind, space)
    }
    try StabilityError.check(amplitude: amplitude, space)
    try settings.check(space)
    if let bound = gradientBound, !(bound.isFinite && bound > 0) {
      throw .outOfRange("the bound on the gradient", found: "\(bound)", expected: "positive and finite")
    }
  }
}

extension WorstCaseSettings {
  /// The axes of images of a shape that fields move.
  func space(of shape: Shape) -> Shape {
    hasChannels ? Shape(unchecked: Array(shape.dimensions.dropFirst())) : shape
  }

  func check(_ shape: Shape) throws(StabilityError) {
    try StabilityError.check("the number of random fields", randomCount, in: 1...(1 << 20))
    try StabilityError.check("the steps of the power iteration", powerSteps, in: 1...(1 << 20))
    try StabilityError.check("the steps of the ascent", ascentSteps, in: 0...(1 << 20))
    try StabilityError.check("the number of largest fields", largestStarts, in: 0...(1 << 20))
    try StabilityError.check("the number of random starts", randomStarts, in: 0...(1 << 20))
    try ExperimentSettings.check(cutoff: elasticCutoff, exponent: roughExponent, shape)
  }
}

/// How long a search goes on: pure data.
public struct WorstCaseSettings: Codable, Hashable, Sendable {
  /// The number of random fields of the same bounds that a search must beat.
  public var randomCount: Int
  /// The number of steps of the power iteration.
  public var powerSteps: Int
  /// The number of last steps of the best two points of an image, after seven that all or some take.
  public var ascentSteps: Int
  /// The numbers of starts besides both signs of the linearised solution: the largest random fields, as far as there are so many, and
  /// others.
  public var largestStarts, randomStarts: Int
  public var seed: UInt64
  /// The cutoff c of elastic fields: the largest length of a mode's index.
  public var elasticCutoff: Int
  /// The exponent a of rough fields: they are Hoelder-continuous of every exponent below a.
  public var roughExponent: Double
  /// Whether the first axis of images is no space but channels, which every field moves together.
  public var hasChannels: Bool

  public init(
    randomCount: Int = 50, powerSteps: Int = 12, ascentSteps: Int = 12, largestStarts: Int = 20,
    randomStarts: Int = 10, seed: UInt64 = 0, elasticCutoff: Int = 5, roughExponent: Double = 0.5,
    hasChannels: Bool = false
  ) {
    self.hasChannels = hasChannels
    (self.randomCount, self.powerSteps, self.ascentSteps) = (randomCount, powerSteps, ascentSteps)
    (self.largestStarts, self.randomStarts, self.seed) = (largestStarts, randomStarts, seed)
    (self.elasticCutoff, self.roughExponent) = (elasticCutoff, roughExponent)
  }
}

/// Steps from some points, after which the best of an image are kept.
struct AscentRound {
  /// How many are kept of the points and their crossings before the first step; nil without crossings.
  var crossed: Int?
  let steps, kept: Int
  /// How closely each step is solved for.
  let effort: Int
}

extension WorstCaseSettings {
  /// Rounds of fewer and fewer points. How high a start leads shows after a step or two; a point that is like the best one on one side
  /// of the image and like another on the other side is often higher than both.
  func rounds(starts: Int) -> [AscentRound] {
    [
      AscentRound(steps: 1, kept: max(5, starts / 3), effort: 12),
      AscentRound(steps: 1, kept: 5, effort: 16),
      AscentRound(crossed: 10, steps: 2, kept: 4, effort: 16),
      AscentRound(steps: 3, kept: 2, effort: 24),
      AscentRound(steps: ascentSteps, kept: 2, effort: 40),
    ]
  }
}

/// The largest move of a representation that a search found for one image, compared with random fields of the same bounds.
///
/// Distances are `|f(L_tau x) - f(x)| / |x|` by the reference warp: lower bounds of the supremum over all fields within
/// the bounds.
public struct WorstCaseResult: Sendable {
  public let kind: DeformationKind
  /// The bound on sup|tau| in pixels; for noise, of the elastic field whose norm it has.
  public let amplitude: Double
  /// The bound on sup|grad tau|; nil for noise.
  public let gradientBound: Double?
  /// The bound on |eta|; for noise alone.
  public let noiseBound: Double?
  /// What was found: coefficients of the kind's family, or for noise its samples; the field, nil for noise; and the image
  /// under it.
  public let coefficients: [Double]
  public let field: DisplacementField?
  public let deformed: Signal<Double>
  /// The distance found; that of the largest random field where the search found no larger one.
  public let distance: Double
  /// The largest distance over the random fields, and how many of them had to be scaled down to the bounds.
  public let randomMaximum: Double
  public let randomCount, rescaledCount: Int
  /// The top singular value of the linearised map from coefficients to features, the coefficients in units of the
  /// family's metric; for noise the largest local gain |f'(x)|.
  public let linearizedGain: Double

  /// Whether the search found more than all random fields did. Rotations and dilations have but one coefficient: random
  /// ones are at its bounds already, and nothing is above them.
  public var isAboveRandom: Bool { distance > randomMaximum }
}
