import Stability

/// How often one contestant says the same of two shifts of an image (Zhang 2019).
public struct ConsistencyRow: Codable, Hashable, Sendable {
  /// The contestant's name.
  public var contestant: String
  /// The largest shift along each axis, pixels.
  public var largestShift: Int
  /// The share of pairs that agree.
  public var share: Interval

  public init(contestant: String, largestShift: Int, share: Interval) {
    (self.contestant, self.largestShift, self.share) = (contestant, largestShift, share)
  }
}
