/// A mean over repetitions and its 95 % interval (Student's t; the mean itself where there is one), as far as the mean can be.
public struct MeanInterval: Codable, Hashable, Sendable {
  public var mean: Double
  public var low: Double
  public var high: Double
  /// Repetitions.
  public var count: Int

  public init(mean: Double, low: Double, high: Double, count: Int) {
    (self.mean, self.low, self.high, self.count) = (mean, low, high, count)
  }
}
