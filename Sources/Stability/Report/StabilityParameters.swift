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
