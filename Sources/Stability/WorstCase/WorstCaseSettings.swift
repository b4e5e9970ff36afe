/// How long a search goes on: pure data.
public struct WorstCaseSettings: Codable, Hashable, Sendable {
  /// Random fields of the same bounds that a search must beat.
  public var randomCount: Int
  /// Steps of the power iteration.
  public var powerSteps: Int
  /// Steps of gradient ascent from each start.
  public var ascentSteps: Int
  /// Starts besides both signs of the linearised solution: the largest random fields, and others.
  public var largestStarts, randomStarts: Int
  public var seed: UInt64
  /// c of elastic fields.
  public var elasticCutoff: Int
  /// a of rough fields.
  public var roughExponent: Double

  public init(
    randomCount: Int = 50, powerSteps: Int = 12, ascentSteps: Int = 30, largestStarts: Int = 1,
    randomStarts: Int = 1, seed: UInt64 = 0, elasticCutoff: Int = 5, roughExponent: Double = 0.5
  ) {
    (self.randomCount, self.powerSteps, self.ascentSteps) = (randomCount, powerSteps, ascentSteps)
    (self.largestStarts, self.randomStarts, self.seed) = (largestStarts, randomStarts, seed)
    (self.elasticCutoff, self.roughExponent) = (elasticCutoff, roughExponent)
  }
}
