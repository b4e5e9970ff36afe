/// How far a dilation moved a representation of a wave.
public struct FrequencyDistance: Codable, Hashable, Sendable {
  /// Of the wave before its dilation, cycles a pixel.
  public var frequency: Double
  /// As a share of the wave's norm.
  public var distance: Double

  public init(frequency: Double, distance: Double) {
    (self.frequency, self.distance) = (frequency, distance)
  }
}
