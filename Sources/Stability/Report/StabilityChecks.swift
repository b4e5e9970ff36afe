/// What the tool checked of its own figures.
public struct StabilityChecks: Codable, Hashable, Sendable {
  /// Rows on which random maximum <= worst case <= certificate was checked, and those where it failed, in words.
  public var orderedRowCount: Int
  public var violations: [String]
  /// Searches, and how many found more than the largest of the random fields; without rotations and dilations, of which
  /// there are but two of each size, so that random fields meet both.
  public var searchCount, searchesAboveRandom: Int
  /// Certificate over worst case, median over the searches: how loose the certificate is.
  public var looseness: Double?
  /// R of raw pixels, which is 1 by definition.
  public var pixelRelativeStability: Double?

  public init(
    orderedRowCount: Int, violations: [String], searchCount: Int, searchesAboveRandom: Int,
    looseness: Double?, pixelRelativeStability: Double?
  ) {
    (self.orderedRowCount, self.violations) = (orderedRowCount, violations)
    (self.searchCount, self.searchesAboveRandom) = (searchCount, searchesAboveRandom)
    (self.looseness, self.pixelRelativeStability) = (looseness, pixelRelativeStability)
  }
}
