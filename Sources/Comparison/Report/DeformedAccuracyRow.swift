import Stability

/// The accuracy of one contestant on deformed test images.
public struct DeformedAccuracyRow: Codable, Hashable, Sendable {
  /// The contestant's name.
  public var contestant: String
  public var kind: DeformationKind
  /// Pixels; 0 for the images themselves.
  public var amplitude: Double
  /// Over the test images used.
  public var accuracy: Interval
  /// The share of images proven to keep their right class under every deformation of this size; nil where nothing is proven.
  public var certified: Double?

  public init(
    contestant: String, kind: DeformationKind, amplitude: Double, accuracy: Interval, certified: Double?
  ) {
    (self.contestant, self.kind, self.amplitude, self.accuracy) = (contestant, kind, amplitude, accuracy)
    self.certified = certified
  }
}
