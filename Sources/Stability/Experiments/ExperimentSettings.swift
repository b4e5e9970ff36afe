import Deformations
import Scattering

/// What an experiment draws and how much of it: pure data.
public struct ExperimentSettings: Codable, Hashable, Sendable {
  /// Families of deformations, in the order of the rows.
  public var kinds: [DeformationKind]
  /// The amplitudes sup|tau| in pixels: one meaning for all kinds.
  public var amplitudes: [Double]
  /// The number of random fields for each image, kind and amplitude.
  public var fieldCount: Int
  /// The seed, which fixes every figure.
  public var seed: UInt64
  /// The scales J in Mallat's K(tau) for representations that have no J of their own.
  public var scales: Int
  /// The cutoff c of elastic fields: the largest length of a mode's index.
  public var elasticCutoff: Int
  /// The exponent a of rough fields: they are Hoelder-continuous of every exponent below a.
  public var roughExponent: Double
  /// The number of resamplings over images behind every interval.
  public var bootstrapCount: Int
  /// The images that are shown, by index, each under every kind at the largest amplitude.
  public var pictures: [Int]
  /// Whether the first axis of images is no space but channels, which every field moves together.
  public var hasChannels: Bool

  public init(
    kinds: [DeformationKind] = DeformationKind.allCases, amplitudes: [Double] = [0.25, 0.5, 1, 2],
    fieldCount: Int = 10, seed: UInt64 = 0, scales: Int = 3, elasticCutoff: Int = 5,
    roughExponent: Double = 0.5, bootstrapCount: Int = 1000, pictures: [Int] = [0, 1],
    hasChannels: Bool = false
  ) {
    self.hasChannels = hasChannels
    (self.kinds, self.amplitudes, self.fieldCount) = (kinds, amplitudes, fieldCount)
    (self.seed, self.scales, self.elasticCutoff) = (seed, scales, elasticCutoff)
    (self.roughExponent, self.bootstrapCount) = (roughExponent, bootstrapCount)
    self.pictures = pictures
  }

  /// The axes of images of a shape that fields move.
  func space(of shape: Shape) -> Shape {
    hasChannels ? Shape(unchecked: Array(shape.dimensions.dropFirst())) : shape
  }

  /// The kinds that are measured unless others are asked for: those that signals of a rank have, but for shears of volumes, which are not
  /// searched, and rough fields of lines, of as many waves as samples.
  public static func kinds(rank: Int) -> [DeformationKind] {
    let left: [DeformationKind] = [[.rough], [], [.shear]][rank - 1]
    return DeformationKind.allCases.filter { $0.isDefined(rank: rank) && !left.contains($0) }
  }

  /// The most samples along an axis of signals that rough fields move: their sines are as many squared.
  private static let roughLimit = 4096

  /// Kinds and amplitudes, the last fastest.
  var cells: [ExperimentCell] {
    kinds.flatMap { kind in amplitudes.map { ExperimentCell(kind: kind, amplitude: $0) } }
  }
}

extension ExperimentSettings {
  /// - Throws: `StabilityError` naming the first setting that images of a shape cannot have.
  func check(shape: Shape) throws(StabilityError) {
    guard !hasChannels || shape.rank > 1 else {
      throw .outOfRange("images", found: "\(shape)", expected: "a channel axis before those of space")
    }
    let shape = space(of: shape)
    try checkLists(shape)
    for amplitude in amplitudes { try StabilityError.check(amplitude: amplitude, shape) }
    try StabilityError.check("the number of fields", fieldCount, in: 1...(1 << 20))
    try StabilityError.check("scales", scales, in: 0...ScatteringConfiguration.maximalScales)
    try StabilityError.check("the number of resamplings", bootstrapCount, in: 1...(1 << 20))
    for index in pictures { try StabilityError.check("the index of a picture", index, in: 0...(1 << 30)) }
    try Self.check(cutoff: elasticCutoff, exponent: roughExponent, shape)
  }

  private func checkLists(_ shape: Shape) throws(StabilityError) {
    if kinds.isEmpty { throw .none("kind of deformation") }
    if amplitudes.isEmpty { throw .none("amplitude") }
    for kind in kinds where !kind.isDefined(rank: shape.rank) { throw .undefinedKind(kind, shape) }
    if kinds.contains(.rough), shape.dimensions.max()! > Self.roughLimit {
      throw .outOfRange(
        "the longest side for rough fields", found: "\(shape.dimensions.max()!)",
        expected: "at most \(Self.roughLimit) samples")
    }
    if Set(kinds).count < kinds.count { throw .repeated("a kind of deformation") }
    if Set(amplitudes).count < amplitudes.count { throw .repeated("an amplitude") }
  }

  /// What elastic and rough fields need: an axis of 4 holds the waves of 1 and 2 half periods.
  static func check(cutoff: Int, exponent: Double, _ shape: Shape) throws(StabilityError) {
    guard let side = shape.dimensions.min(), side >= 4 else {
      throw .outOfRange(
        "the shortest side", found: "\(shape.dimensions.min()!)", expected: "at least 4 samples")
    }
    // In space no mode is within 1.
    try StabilityError.check("the elastic cut-off", cutoff, in: (shape.rank < 3 ? 1 : 2)...(1 << 10))
    guard exponent > 0, exponent < 1 else {
      throw .outOfRange("the exponent of rough fields", found: "\(exponent)", expected: "between 0 and 1")
    }
  }
}
