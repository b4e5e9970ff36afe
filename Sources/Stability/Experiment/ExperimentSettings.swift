/// What an experiment draws and how much of it: pure data.
public struct ExperimentSettings: Codable, Hashable, Sendable {
  /// Families of deformations, in the order of the rows.
  public var kinds: [DeformationKind]
  /// sup|tau| in pixels: one meaning for all kinds.
  public var amplitudes: [Double]
  /// Random fields for each image, kind and amplitude.
  public var fieldCount: Int
  /// Fixes every figure.
  public var seed: UInt64
  /// J in Mallat's K(tau), one for all representations.
  public var scales: Int
  /// c of elastic fields.
  public var elasticCutoff: Int
  /// a of rough fields.
  public var roughExponent: Double
  /// Resamplings over images behind every interval.
  public var bootstrapCount: Int
  /// The images that are shown, by index, each under every kind at the largest amplitude.
  public var pictures: [Int]

  public init(
    kinds: [DeformationKind] = DeformationKind.allCases, amplitudes: [Double] = [0.25, 0.5, 1, 2],
    fieldCount: Int = 10, seed: UInt64 = 0, scales: Int = 3, elasticCutoff: Int = 5,
    roughExponent: Double = 0.5, bootstrapCount: Int = 1000, pictures: [Int] = [0, 1]
  ) {
    (self.kinds, self.amplitudes, self.fieldCount) = (kinds, amplitudes, fieldCount)
    (self.seed, self.scales, self.elasticCutoff) = (seed, scales, elasticCutoff)
    (self.roughExponent, self.bootstrapCount) = (roughExponent, bootstrapCount)
    self.pictures = pictures
  }

  /// Kinds and amplitudes, the last fastest.
  var cells: [(kind: DeformationKind, amplitude: Double)] {
    kinds.flatMap { kind in amplitudes.map { (kind, $0) } }
  }
}
