/// What a study of generalisation measures and how much of it: pure data.
public struct GeneralisationSettings: Codable, Hashable, Sendable {
  /// Training images, and test images, at which the Jacobian is taken; as many places between training images, and as many searches
  /// for the nearest change.
  public var sampleCount: Int
  /// Training images whose covers the manifold's dimension is fitted to.
  public var coverCount: Int
  /// The bounds hold with probability 1 less this.
  public var confidence: Double
  /// The share of positive margins that a bound gives up.
  public var sacrifice: Double
  /// Fixes every figure.
  public var seed: UInt64

  public init(
    sampleCount: Int = 256, coverCount: Int = 2000, confidence: Double = 0.05, sacrifice: Double = 0.05,
    seed: UInt64 = 0
  ) {
    (self.sampleCount, self.coverCount, self.confidence) = (sampleCount, coverCount, confidence)
    (self.sacrifice, self.seed) = (sacrifice, seed)
  }

  /// A look.
  public static func quick(seed: UInt64 = 0) -> GeneralisationSettings {
    GeneralisationSettings(sampleCount: 48, coverCount: 500, seed: seed)
  }

  /// Figures to work with.
  public static func standard(seed: UInt64 = 0) -> GeneralisationSettings {
    GeneralisationSettings(seed: seed)
  }

  func check() throws(ComparisonError) {
    try ComparisonError.check("images whose Jacobian is taken", sampleCount, in: 2...(1 << 20))
    try ComparisonError.check("images that are covered", coverCount, in: 2...(1 << 14))
    guard confidence > 0, confidence < 1 else {
      throw .outOfRange("the bounds' confidence", found: "\(confidence)", expected: "between 0 and 1")
    }
    guard sacrifice >= 0, sacrifice < 1 else {
      throw .outOfRange(
        "the share of margins given up", found: "\(sacrifice)", expected: "at least 0 and below 1")
    }
  }
}
