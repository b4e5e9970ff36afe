/// How far one dilation moves one representation of waves, frequency by frequency.
public struct FrequencyResponse: Codable, Hashable, Sendable {
  public var representation: String
  /// By growing frequency.
  public var distances: [FrequencyDistance]

  public init(representation: String, distances: [FrequencyDistance]) {
    (self.representation, self.distances) = (representation, distances)
  }
}
