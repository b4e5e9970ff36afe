/// A median and its 95 % interval by bootstrap over images.
public struct Interval: Codable, Hashable, Sendable {
  public var median, low, high: Double

  public init(median: Double, low: Double, high: Double) {
    (self.median, self.low, self.high) = (median, low, high)
  }
}
